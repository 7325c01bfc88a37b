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

/** One recorded word about a topic, or (null) about every topic. */
export interface RecordedConsent {
  readonly topicId: string | null;
  readonly basis: ConsentBasis;
}

/** What holds of somebody for a topic. */
export interface KnownConsent {
  readonly basis: ConsentBasis;
  /** `none` that took back a basis, and is no mere lack of one. */
  readonly withdrew: boolean;
}

const wordsAbout = (recorded: readonly RecordedConsent[], topicId: string | null) =>
  recorded.filter((word) => word.topicId === null || word.topicId === topicId);

/**
 * @param recorded all that was recorded of one person, the oldest first
 * @param topicId null: for every topic
 */
export function knownConsent(recorded: readonly RecordedConsent[], topicId: string | null): KnownConsent | null {
  const words = wordsAbout(recorded, topicId);
  const last = words.at(-1);
  if (last === undefined) return null;
  return { basis: last.basis, withdrew: last.basis === "none" && words.some(({ basis }) => basis !== "none") };
}

/** The topics whose own withdrawal holds: a later word for every topic that is not the person's must leave them withdrawn. */
export function withdrawnTopics(recorded: readonly RecordedConsent[]): string[] {
  const topicIds = [...new Set(recorded.flatMap(({ topicId }) => topicId ?? []))];
  return topicIds.filter(
    (topicId) =>
      wordsAbout(recorded, topicId).at(-1)?.topicId === topicId && knownConsent(recorded, topicId)?.withdrew === true,
  );
}

/**
 * Whether a list that names a basis may record it for somebody: a list never takes away what is known of them, and never
 * gives back what they withdrew. They, or a member who heard them, may.
 * @param known for the same topic; null: nothing was ever recorded
 */
export const addsConsent = (known: KnownConsent | null, named: ConsentBasis): boolean =>
  known === null || (!known.withdrew && strength[named] > strength[known.basis]);
