const OWN_WORD: ReadonlySet<string> = new Set(["unsubscribe", "complaint", "erasure"]);

/**
 * Whether the person said it themselves (SEMANTICS §6): it is lifted only when they ask. Everything else was a fact or a
 * colleague's decision, which may turn out otherwise.
 */
export const isOwnWord = (reason: string): boolean => OWN_WORD.has(reason);

const SAID: ReadonlyMap<string, string> = new Map([
  ["unsubscribe", "Unsubscribed"],
  ["complaint", "Reported a message as spam"],
  ["bounce_hard", "The address does not exist"],
  ["bounce_soft", "The address keeps refusing mail"],
  ["left_company", "Left the company"],
  ["manual", "Added by hand"],
  ["import", "From an imported list"],
  ["erasure", "Erased"],
]);

/** Why an address is suppressed, as a label. */
export const saySuppression = (reason: string): string => SAID.get(reason) ?? reason.replaceAll("_", " ");

/**
 * Reasons that are about an address and say nothing of who had it: a dead one, and one they left with their company. Another
 * address of theirs may be written to, and so may the corrected one. Every other reason, known or imported, is the person's:
 * it holds for all their addresses.
 */
export const addressReasons = ["bounce_hard", "bounce_soft", "left_company"] as const;
