import { addMs, DAY_MS, type EpochMs } from "@/core/instant";
import { nextOpen } from "@/core/schedule";
import { endIndex, whenFree, whenGap, whenSlot } from "./bucket";
import type { Limit } from "./counters";
import type { HoldReason } from "./decision";
import type { Plan, Scene } from "./plan";
import { bindingOf, counterOf, fillingsOf, firstFree } from "./reason-parts";
import { type Repeat, repeatSpanMs } from "./repeat";
import { type Obstacle, repeatAt, rivalObstacle, skips } from "./search";
import type { WaitingTouch } from "./touch";

/** A reason, and the counter it comes from. */
interface Standing {
  readonly reason: HoldReason;
  readonly limit: Limit | null;
}

/** All that says no, told apart: what decides how long, and the rest in the order of the checks. */
export interface Held {
  readonly because: HoldReason;
  readonly also: readonly HoldReason[];
}

/**
 * Why the touch does not go at the start of its plan; null when nothing holds it. Binding is an open reason (the first in
 * the order of the checks), else the one that ends last (among equals the first).
 */
export function heldAt(scene: Scene, plan: Plan): Held | null {
  const standing = standingAt(scene, plan, plan.from);
  let binding: Standing | null = null;
  for (const one of standing) {
    if (one.reason.freesAt === null) {
      binding = one;
      break;
    }
    if (binding?.reason.freesAt == null || one.reason.freesAt > binding.reason.freesAt) binding = one;
  }
  if (binding === null) return null;
  const { reason, limit } = binding;
  const because = limit === null ? reason : limitReason(scene, limit, plan.from, true);
  return { because, also: standing.filter((one) => one !== binding).map((one) => one.reason) };
}

export const bindingAt = (scene: Scene, plan: Plan): HoldReason | null => heldAt(scene, plan)?.because ?? null;

/** All that says no at an instant, in the order of the checks. */
function standingAt(scene: Scene, plan: Plan, at: EpochMs): Standing[] {
  const standing = plan.gates.early.map(free);
  if (plan.touch.repeat.kind === "after") {
    const repeat = repeatAt(scene.counters, plan, at);
    if (repeat !== null) standing.push(free(repeatGapReason(scene, repeat, plan.touch)));
  }
  if (plan.cold !== null) pushFull(scene, plan.cold, at, standing);
  for (const reason of plan.gates.late) standing.push(free(reason));
  for (const limit of plan.limits) if (!skips(limit, plan)) pushFull(scene, limit, at, standing);
  if (plan.hours !== null) {
    const opening = nextOpen(plan.hours, scene.calendar, at);
    if (opening === null || opening.at > at) {
      const level = opening?.level ?? plan.hours.level;
      standing.push(free({ kind: "quiet_hours", level, freesAt: opening?.at ?? null }));
    }
  }
  const rival = rivalObstacle(scene.counters, plan, at);
  if (rival !== null) standing.push(free(obstacleReason(scene, plan, rival.obstacle)));
  return standing;
}

const free = (reason: HoldReason): Standing => ({ reason, limit: null });

function pushFull(scene: Scene, limit: Limit, at: EpochMs, standing: Standing[]): void {
  if (whenFree(limit.bucket, limit.rule, at, scene.calendar) <= at) return;
  standing.push({ reason: limitReason(scene, limit, at, false), limit });
}

/** The obstacle of the search in words of its own. */
export function obstacleReason(scene: Scene, plan: Plan, obstacle: Obstacle): HoldReason {
  switch (obstacle.what) {
    case "limit":
      return limitReason(scene, obstacle.limit, obstacle.at, false);
    case "hours": {
      const hours = plan.hours;
      const opening = hours === null ? null : nextOpen(hours, scene.calendar, obstacle.at);
      return {
        kind: "quiet_hours",
        level: opening?.level ?? hours?.level ?? "workspace",
        freesAt: opening?.at ?? null,
      };
    }
    case "repeat":
      return repeatGapReason(scene, obstacle.repeat, plan.touch);
    case "rival": {
      const { rival, limit } = obstacle;
      return {
        kind: "yields",
        toTouchId: rival.touch.id,
        toGoesAt: rival.at,
        rule: limit === null ? null : bindingOf(limit.rule),
        freesAt: rival.at,
      };
    }
  }
}

function limitReason(scene: Scene, limit: Limit, at: EpochMs, named: boolean): HoldReason {
  const { rule, bucket } = limit;
  const freesAt = firstFree(scene, limit, at);
  if (limit.kind === "company") {
    const people = named ? bucket.at.map((lastAt, n) => ({ contactId: bucket.ref[n] ?? "", at: lastAt })) : [];
    return { kind: "company_cap", rule: bindingOf(rule), people, freesAt };
  }
  const gapEnds = whenGap(bucket, rule, at);
  if (gapEnds > at && gapEnds > whenSlot(bucket, rule, at, scene.calendar)) {
    const end = endIndex(bucket, at);
    const last = fillingsOf(scene, limit, end - 1, end)[0];
    if (last !== undefined)
      return { kind: "gap", rule: bindingOf(rule), last, freesAt: freesAt ?? (gapEnds as EpochMs) };
  }
  const counter = counterOf(scene, limit, at, named, freesAt);
  const pace = scene.facts.choice?.pace ?? null;
  if (limit.kind === "own_choice" && pace !== null) return { kind: "own_choice", pace, counter, freesAt };
  if (limit.kind === "cold_topic") return { kind: "cold_topic", topicId: limit.value, counter, freesAt };
  return { kind: "cap", rule: bindingOf(rule), counter, freesAt };
}

function repeatGapReason(scene: Scene, repeat: Repeat, touch: WaitingTouch): HoldReason {
  const span = repeatSpanMs(touch.repeat);
  return {
    kind: "repeat_gap",
    touchId: repeat.touchId,
    at: repeat.at,
    days: span / DAY_MS,
    planned: scene.counters.isPlanned(repeat.touchId),
    freesAt: addMs(repeat.at, span),
  };
}
