import type { EpochMs } from "./instant";

/**
 * Which of two bases holds for a topic: the newer of the topic's own and the one for every topic (SEMANTICS §6). Of the
 * same instant, or where neither is dated, the topic's own. Conditions, segments and previews say the same in SQL
 * (server/services/consents/holding.ts).
 */
export function consentThatHolds<Consent extends { readonly at: EpochMs | null }>(
  forEveryTopic: Consent,
  own: Consent | undefined,
): Consent {
  if (own === undefined) return forEveryTopic;
  return (forEveryTopic.at ?? Number.NEGATIVE_INFINITY) > (own.at ?? Number.NEGATIVE_INFINITY) ? forEveryTopic : own;
}
