import { type EpochMs, laterOf } from "@/core/instant";
import { type EffectiveHours, resolveHours } from "@/core/schedule";
import type { ZoneCalendar } from "@/core/schedule-zone";
import type { Counters, Limit } from "./counters";
import { ownChoiceRule } from "./default-rules";
import { type Exemption, exemptionFor } from "./exemption";
import type { PersonFacts } from "./facts";
import { type Gates, gateEnd, gatesOf } from "./gates";
import { deriveInterest, warmedLately } from "./interest";
import type { LedgerIndex } from "./ledger-index";
import { findRepeat, type Repeat } from "./repeat";
import type { CapRule } from "./rule";
import { asksAttention } from "./skip-checks";
import type { WaitingTouch } from "./touch";

/** The person as one decision sees it: looked up and sorted once. */
export interface Scene {
  readonly facts: PersonFacts;
  readonly ledger: LedgerIndex;
  readonly now: EpochMs;
  readonly calendar: ZoneCalendar;
  readonly counters: Counters;
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
  /** Rules it need not obey, and by whose word. */
  readonly exempt: readonly { readonly limit: Limit; readonly exemption: Exemption }[];
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
  const { cold, rules } = scene.counters.limitsOf(touch);
  const { limits, exempt } = facts.exemptions.length === 0 ? { limits: rules, exempt: [] } : sift(rules, touch, facts);
  return {
    touch,
    from,
    gates,
    earlyEnd: gateEnd({ early: gates.early, late: [] }, from),
    gateEnd: gateEnd(gates, from),
    cold,
    limits,
    exempt,
    hours: hoursOf(touch, facts),
    repeats: findRepeat(touch, scene.ledger.alike, from),
    deadlineAt: (touch.deadlineAt + (dueAt - touch.dueAt)) as EpochMs,
  };
}

/** Tells those it must obey from those a member let it past. */
function sift(rules: readonly Limit[], touch: WaitingTouch, facts: PersonFacts): Pick<Plan, "limits" | "exempt"> {
  const limits: Limit[] = [];
  const exempt: { limit: Limit; exemption: Exemption }[] = [];
  for (const limit of rules) {
    const exemption = limit.kind === "own_choice" ? null : exemptionFor(limit.rule, touch, facts.exemptions);
    if (exemption === null) limits.push(limit);
    else exempt.push({ limit, exemption });
  }
  return { limits, exempt };
}

/** Those of the topics of waiting marketing that are cold. */
export function coldTopics(
  touches: readonly WaitingTouch[],
  { all }: LedgerIndex,
  facts: PersonFacts,
  now: EpochMs,
): string[] {
  const asked: string[] = [];
  const cold: string[] = [];
  for (const { topicId, class: kind } of touches) {
    if (topicId === null || kind !== "marketing" || asked.includes(topicId)) continue;
    asked.push(topicId);
    if (warmedLately(topicId, all)) continue;
    if (deriveInterest(topicId, all, facts, now).state === "cold") cold.push(topicId);
  }
  return cold;
}

/** Transactional mail waits for no quiet hours but those drawn at its own node. */
function hoursOf(touch: WaitingTouch, facts: PersonFacts): EffectiveHours | null {
  if (touch.override !== null) return null;
  if (!asksAttention(touch)) {
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
