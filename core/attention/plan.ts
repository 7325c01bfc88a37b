import { type EpochMs, laterOf } from "@/core/instant";
import { type EffectiveHours, resolveHours } from "@/core/schedule";
import type { ZoneCalendar } from "@/core/schedule-zone";
import type { Counters, Limit } from "./counters";
import { ownChoiceRule } from "./default-rules";
import type { PersonFacts } from "./facts";
import { type Gates, gateEnd, gatesOf } from "./gates";
import { coldTopicRule, deriveInterest } from "./interest";
import type { LedgerIndex } from "./ledger-index";
import { findRepeat, type Repeat } from "./repeat";
import type { CapRule } from "./rule";
import { asksAttention } from "./skip-checks";
import type { WaitingTouch } from "./touch";

/** The person as one decision sees it: looked up and sorted once. */
export interface Scene {
  readonly facts: PersonFacts;
  readonly ledger: LedgerIndex;
  readonly rules: readonly CapRule[];
  readonly now: EpochMs;
  readonly calendar: ZoneCalendar;
  readonly counters: Counters;
  /** The person's own choice, as a rule. */
  readonly own: CapRule | null;
  readonly cold: Map<string, CapRule | null>;
}

/** Everything one touch is up against. */
export interface Plan {
  readonly touch: WaitingTouch;
  /** Now, or when it is due if that is later. */
  readonly from: EpochMs;
  readonly gates: Gates;
  /** End of leave alone and conversation; null = open. */
  readonly earlyEnd: EpochMs | null;
  /** End of all gates; null = open. */
  readonly gateEnd: EpochMs | null;
  readonly cold: Limit | null;
  /** The person's own choice first, then the rules as given. */
  readonly limits: readonly Limit[];
  readonly hours: EffectiveHours | null;
  /** The same content in the ledger. */
  readonly repeats: Repeat | null;
  readonly deadlineAt: EpochMs;
}

export const ownRuleOf = (facts: PersonFacts): CapRule | null => {
  const pace = facts.choice?.pace ?? null;
  return pace === null ? null : ownChoiceRule(pace);
};

/** Collects what holds for the touch. `dueAt` differs from the touch's own when another one it follows is late. */
export function makePlan(scene: Scene, touch: WaitingTouch, dueAt: EpochMs): Plan {
  const { facts, now } = scene;
  const from = laterOf(now, dueAt);
  const gates = gatesOf(touch, facts, from);
  return {
    touch,
    from,
    gates,
    earlyEnd: gateEnd({ early: gates.early, late: [] }, from),
    gateEnd: gateEnd(gates, from),
    cold: coldLimitOf(scene, touch),
    limits: limitsOf(scene, touch),
    hours: hoursOf(touch, facts),
    repeats: findRepeat(touch, scene.ledger.alike, from),
    deadlineAt: (touch.deadlineAt + (dueAt - touch.dueAt)) as EpochMs,
  };
}

function limitsOf(scene: Scene, touch: WaitingTouch): Limit[] {
  const limits: Limit[] = [];
  if (scene.own !== null && asksAttention(touch.class)) {
    const limit = scene.counters.limitFor("own_choice", scene.own, touch);
    if (limit !== null) limits.push(limit);
  }
  if (!touch.obeys || touch.override !== null) return limits;
  for (const rule of scene.rules) {
    const kind = rule.scope.kind === "company" ? "company" : "cap";
    const limit = scene.counters.limitFor(kind, rule, touch);
    if (limit !== null) limits.push(limit);
  }
  return limits;
}

function coldLimitOf(scene: Scene, touch: WaitingTouch): Limit | null {
  const topicId = touch.topicId;
  if (topicId === null || touch.class !== "marketing" || touch.override !== null) return null;
  let rule = scene.cold.get(topicId);
  if (rule === undefined) {
    const interest = deriveInterest(topicId, scene.ledger.byTopic.get(topicId) ?? [], scene.facts, scene.now);
    rule = interest.state === "cold" ? coldTopicRule(topicId) : null;
    scene.cold.set(topicId, rule);
  }
  return rule === null ? null : scene.counters.limitFor("cold_topic", rule, touch);
}

/** Transactional mail waits for no quiet hours but those drawn at its own node. */
function hoursOf(touch: WaitingTouch, facts: PersonFacts): EffectiveHours | null {
  if (touch.override !== null) return null;
  if (!asksAttention(touch.class)) {
    return resolveHours({ workspace: null, topic: null, sequence: null, node: touch.nodeHours });
  }
  const { workspace, topics, sequences } = facts.hours;
  return resolveHours({
    workspace,
    topic: touch.topicId === null ? null : (topics[touch.topicId] ?? null),
    sequence: touch.sequenceId === null ? null : (sequences[touch.sequenceId] ?? null),
    node: touch.nodeHours,
  });
}
