import { addMs, DAY_MS, type EpochMs } from "@/core/instant";
import type { PersonFacts } from "./facts";
import type { CapRule } from "./rule";
import type { LedgerTouch } from "./touch";

type Answered = Pick<LedgerTouch, "id" | "topicId" | "state" | "at" | "reactedAt" | "interestAt">;

const INTERESTED_MS = 90 * DAY_MS;
const COLD_TOUCHES = 5;
const COLD_SPAN_MS = 30 * DAY_MS;

/** What the ledger says about one topic, with the touches that made it (at most five, newest first). */
export interface Interest {
  readonly state: "interested" | "cold" | "unknown";
  readonly touchIds: readonly string[];
  /** When the deciding sign was given; null when it is not interested. */
  readonly since: EpochMs | null;
}

/**
 * Interested: a human click, reply or purchase in 90 days. Cold: 5 accepted touches over at least 30 days without a human
 * reaction since. A reset by member or person forgets what was before it. `ledger` is newest first; touches of other topics
 * in it are passed over.
 */
export function deriveInterest(
  topicId: string,
  ledger: readonly Answered[],
  facts: Pick<PersonFacts, "signs" | "interestResets">,
  now: EpochMs,
): Interest {
  let reset = Number.NEGATIVE_INFINITY;
  for (const entry of facts.interestResets) {
    if (entry.topicId === topicId && entry.at <= now && entry.at > reset) reset = entry.at;
  }
  let interestAt = Number.NEGATIVE_INFINITY;
  let interestId: string | null = null;
  let reactedAt = reset;
  for (const sign of facts.signs) {
    if (sign.topicId === topicId && sign.at <= now && sign.at > interestAt) interestAt = sign.at;
  }
  for (const touch of ledger) {
    if ((touch.reactedAt === null && touch.interestAt === null) || touch.topicId !== topicId) continue;
    if (touch.interestAt !== null && touch.interestAt > interestAt) {
      interestAt = touch.interestAt;
      interestId = touch.id;
    }
    reactedAt = Math.max(reactedAt, touch.reactedAt ?? reactedAt, touch.interestAt ?? reactedAt);
  }
  if (interestAt > reset && interestAt > now - INTERESTED_MS) {
    return { state: "interested", touchIds: interestId === null ? [] : [interestId], since: interestAt as EpochMs };
  }
  return coldness(topicId, ledger, Math.max(reactedAt, interestAt));
}

/** When interest is over unless they show it again; null where there is none. */
export const interestFadesAt = ({ since }: Pick<Interest, "since">): EpochMs | null =>
  since === null ? null : addMs(since, INTERESTED_MS);

/** Whether the newest touches, read alone, say that a topic is not cold: there was a reaction within the month it takes. */
export function warmedLately(topicId: string, ledger: readonly Answered[]): boolean {
  const [newest] = ledger;
  if (newest === undefined) return true;
  const month = newest.at - COLD_SPAN_MS;
  for (const touch of ledger) {
    if (touch.at <= month) return false;
    if ((touch.reactedAt ?? touch.interestAt ?? month) > month && touch.topicId === topicId) return true;
  }
  return false;
}

function coldness(topicId: string, ledger: readonly Answered[], since: number): Interest {
  const ignored: Answered[] = [];
  for (const touch of ledger) {
    if (touch.at <= since) break;
    if (touch.topicId !== topicId || touch.state !== "accepted") continue;
    ignored.push(touch);
    const newest = ignored[0] ?? touch;
    if (ignored.length < COLD_TOUCHES || newest.at - touch.at < COLD_SPAN_MS) continue;
    return { state: "cold", touchIds: ignored.slice(0, COLD_TOUCHES).map(({ id }) => id), since: null };
  }
  return { state: "unknown", touchIds: [], since: null };
}

/** A cold topic gets at most one marketing touch in 30 days. */
export function coldTopicRule(topicId: string): CapRule {
  return {
    id: `cold:${topicId}`,
    version: 1,
    name: "A topic without reaction",
    scope: { kind: "topic", id: topicId },
    max: 1,
    window: { kind: "rolling", lengthMs: COLD_SPAN_MS },
    minGapMs: null,
    counts: { classes: ["marketing"] },
    appliesTo: { classes: ["marketing"] },
    atCap: "hold",
    shelfLifeMs: null,
  };
}
