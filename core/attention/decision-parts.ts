import { type EpochMs, earlierOf } from "@/core/instant";
import { whenFree } from "./bucket";
import type { Decision, Explanation, HoldReason, MayOverride, NextStep, SkipReason } from "./decision";
import type { AllowedPast } from "./exemption";
import type { Judged } from "./forward-pass";
import type { Plan, Scene } from "./plan";
import { countedAt } from "./reason-parts";
import { heldAt, obstacleReason } from "./reasons";

export function sendDecision(scene: Scene, plan: Plan): Decision {
  const explanation = explain(scene, plan, null, [], { kind: "leaves" }, { kind: "not_needed" });
  return { verdict: "send", touchId: plan.touch.id, explanation };
}

export function skipDecision(scene: Scene, plan: Plan, because: SkipReason): Decision {
  const explanation = explain(scene, plan, because, [], { kind: "continues" }, mayOverride(because));
  return { verdict: "skip", touchId: plan.touch.id, because, explanation };
}

/** `until` is when it goes or, where it will be skipped instead, when that shows. */
export function holdDecision(scene: Scene, judged: Judged): Decision {
  const { plan, outcome, deadlineAt } = judged;
  const held = heldAt(scene, plan);
  const last = outcome.kind === "skipped" || outcome.last === null ? null : obstacleReason(scene, plan, outcome.last);
  const because = held?.because ?? last;
  if (because === null) throw new Error(`Touch ${plan.touch.id} is held without a reason`);
  const also = [...(held?.also ?? [])];
  if (last !== null && ![because, ...also].some((reason) => sameSource(reason, last))) also.push(last);
  const until = outcome.kind === "open" ? null : outcome.at;
  const next = nextStep(judged, because);
  const explanation = explain(scene, plan, because, also, next, mayOverride(because));
  const lookAt = earlierOf(until ?? earliestOf(next) ?? deadlineAt, deadlineAt);
  return { verdict: "hold", touchId: plan.touch.id, until, lookAt, because, explanation };
}

function nextStep({ outcome, deadlineAt }: Judged, because: HoldReason): NextStep {
  if (outcome.kind === "skipped") {
    return outcome.at <= deadlineAt
      ? { kind: "skipped_then", at: outcome.at, because: outcome.because }
      : { kind: "skipped_unless_free", at: deadlineAt, forecast: null };
  }
  if (outcome.kind === "goes") {
    return outcome.at <= deadlineAt
      ? { kind: "goes", at: outcome.at }
      : { kind: "skipped_unless_free", at: deadlineAt, forecast: outcome.at };
  }
  const earliestAt = because.kind === "conversation" ? because.earliestAt : null;
  return { kind: "waits_for", what: awaited(because), earliestAt, deadlineAt };
}

const earliestOf = (next: NextStep): EpochMs | null => (next.kind === "waits_for" ? next.earliestAt : null);

function awaited(because: HoldReason): Extract<NextStep, { kind: "waits_for" }>["what"] {
  switch (because.kind) {
    case "paused":
      return "resume";
    case "sender_archived":
      return "sender_chosen";
    case "sender_breaker":
      return "breaker_closed";
    case "conversation":
      return "conversation_over";
    case "sender_limit":
      return "sender_limit";
    case "quiet_hours":
      return "hours_changed";
    default:
      return "rule_changed";
  }
}

/** Who may decide otherwise about a hold or a skip. */
export function mayOverride(because: HoldReason | SkipReason): MayOverride {
  switch (because.kind) {
    case "suppressed":
    case "no_consent":
    case "opted_out":
      return { kind: "nobody", because: "law" };
    case "own_pause":
    case "own_choice":
      return { kind: "nobody", because: "own_choice" };
    case "repeat":
    case "repeat_gap":
      return { kind: "nobody", because: "never_repeat" };
    case "at_cap":
    case "expired":
    case "cancelled":
    case "sender_archived":
      return { kind: "nobody", because: "gone" };
    case "archived":
    case "product":
      return { kind: "right", right: "edit_facts" };
    case "put_off":
      return { kind: "not_needed" };
    case "paused":
    case "sender_breaker":
    case "sender_limit":
      return { kind: "right", right: "resume_sending" };
    default:
      return { kind: "right", right: "override_hold" };
  }
}

/** Whether two reasons come from the same rule, or are of the same kind without one. */
function sameSource(a: HoldReason, b: HoldReason): boolean {
  const rule = "rule" in a && a.rule !== null ? a.rule.id : null;
  if ("rule" in b && b.rule !== null) return rule === b.rule.id;
  return rule === null && a.kind === b.kind;
}

function explain(
  scene: Scene,
  plan: Plan,
  because: Explanation["because"],
  also: readonly HoldReason[],
  next: NextStep,
  override: MayOverride,
): Explanation {
  const counters: Explanation["counters"][number][] = [];
  for (const limit of plan.limits) {
    if (limit.rule.max === null) continue;
    const used = limit.kind === "company" ? limit.bucket.at.length : countedAt(scene, limit, plan.from).used;
    counters.push({ ruleId: limit.rule.id, version: limit.rule.version, used, max: limit.rule.max });
  }
  const past = allowedPast(scene, plan);
  const said = { v: 1 as const, at: scene.now, zone: scene.facts.zone, because, also, counters, next, override };
  return past.length === 0 ? said : { ...said, past };
}

/** The rules that would say no now, had nobody let it past them. */
const allowedPast = (scene: Scene, { exempt, from }: Plan): AllowedPast[] =>
  exempt.flatMap(({ limit: { rule, bucket }, exemption: { memberId, reason } }) =>
    whenFree(bucket, rule, from, scene.calendar) <= from
      ? []
      : [{ rule: { id: rule.id, version: rule.version, name: rule.name }, memberId, reason }],
  );
