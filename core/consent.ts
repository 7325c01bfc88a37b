import type { ConsentBasis } from "@/core/facts";

/** What a person said outweighs what follows from what they bought, that what we claim, and that nothing at all. */
const strength: Readonly<Record<ConsentBasis, number>> = { none: 0, legitimate_interest: 1, customer: 2, opt_in: 3 };

/**
 * Whether a list that names a basis may record it for somebody: a list never takes away what is known of them.
 * @param known the basis that holds for the same topic; null: none was ever recorded
 */
export const addsConsent = (known: ConsentBasis | null, named: ConsentBasis): boolean =>
  known === null || strength[named] > strength[known];
