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
 * in it are passed over. `answered`: those of it that were reacted to, where they are known already.
 */
export function deriveInterest(
  topicId: string,
  ledger: readonly Answered[],
  facts: Pick<PersonFacts, "signs" | "interestResets">,
  now: EpochMs,
  answered: readonly Answered[] = ledger,
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
  for (const touch of answered) {
    if (touch.topicId !== topicId) continue;
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

function coldness(topicId: string, ledger: readonly Answered[], since: number): Interest {
  const ignored: Answered[] = [];
  for (const touch of ledger) {
    if (touch.at <= since) break;
    if (touch.topicId === topicId && touch.state === "accepted") ignored.push(touch);
  }
  const newest = ignored[0];
  const oldest = ignored[ignored.length - 1];
  const cold =
    newest !== undefined &&
    oldest !== undefined &&
    ignored.length >= COLD_TOUCHES &&
    newest.at - oldest.at >= COLD_SPAN_MS;
  return cold
    ? { state: "cold", touchIds: ignored.slice(0, COLD_TOUCHES).map((touch) => touch.id), since: null }
    : { state: "unknown", touchIds: [], since: null };
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
