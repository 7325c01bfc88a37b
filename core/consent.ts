import type { ConsentBasis } from "./facts";

/**
 * Which of two bases holds for a topic: the one recorded later of the topic's own and the one for every topic (SEMANTICS §6);
 * by their own order, since the workspace's clock may have been moved. Where none was recorded, the topic's own. Conditions, segments and previews say the same in SQL
 * (server/services/consents/holding.ts).
 */
export function consentThatHolds<Consent extends { readonly ordinal: number }>(
  forEveryTopic: Consent,
  own: Consent | undefined,
): Consent {
  if (own === undefined) return forEveryTopic;
  return forEveryTopic.ordinal > own.ordinal ? forEveryTopic : own;
}

/** What a person said outweighs what follows from what they bought, that what we claim, and that nothing at all. */
const strength: Readonly<Record<ConsentBasis, number>> = { none: 0, legitimate_interest: 1, customer: 2, opt_in: 3 };

/** What holds of somebody for a topic. */
export interface KnownConsent {
  readonly basis: ConsentBasis;
  /** `none` that took back a basis, and is no mere lack of one. */
  readonly withdrew: boolean;
}

/**
 * Whether a list that names a basis may record it for somebody: a list never takes away what is known of them, and never
 * gives back what they withdrew. They, or a member who heard them, may.
 * @param known for the same topic; null: nothing was ever recorded
 */
export const addsConsent = (known: KnownConsent | null, named: ConsentBasis): boolean =>
  known === null || (!known.withdrew && strength[named] > strength[known.basis]);
