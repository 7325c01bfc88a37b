/**
 * Reasons that are about an address and say nothing of who had it: a dead one, and one they left with their company. Another
 * address of theirs may be written to, and so may the corrected one. Every other reason, known or imported, is the person's:
 * it holds for all their addresses.
 */
export const addressReasons = ["bounce_hard", "left_company"] as const;
