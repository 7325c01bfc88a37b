import { addMs, DAY_MS, type EpochMs } from "@/core/instant";
import { nextOpen } from "@/core/schedule";
import { lastEntry, whenGap, whenSlot } from "./bucket";
import type { Limit } from "./counters";
import type { HoldReason } from "./decision";
import type { Plan, Scene } from "./plan";
import { bindingOf, counterOf, fillingOf, firstFree } from "./reason-parts";
import type { Repeat } from "./repeat";
import { repeatSpanMs } from "./repeat";
import { type Obstacle, repeatAt, rivalObstacle } from "./search";
import type { WaitingTouch } from "./touch";

/** All that says no at an instant, in the order of the checks. */
export function holdReasonsAt(scene: Scene, plan: Plan, at: EpochMs): HoldReason[] {
  const reasons: HoldReason[] = [...plan.gates.early];
  if (plan.touch.repeat.kind === "after") {
    const repeat = repeatAt(scene.counters, plan, at);
    if (repeat !== null) reasons.push(repeatGapReason(scene, repeat, plan.touch));
  }
  if (plan.cold !== null) pushLimit(scene, plan.cold, at, reasons);
  reasons.push(...plan.gates.late);
  for (const limit of plan.limits) pushLimit(scene, limit, at, reasons);
  if (plan.hours !== null) {
    const opening = nextOpen(plan.hours, scene.calendar, at);
    if (opening === null) reasons.push({ kind: "quiet_hours", level: plan.hours.level, freesAt: null });
    else if (opening.at > at) reasons.push({ kind: "quiet_hours", level: opening.level, freesAt: opening.at });
  }
  const rival = rivalObstacle(scene.counters, plan, at);
  if (rival !== null) reasons.push(obstacleReason(scene, plan, rival.obstacle));
  return reasons;
}

/** The reason that decides how long: an open one (the first), else the one that ends last (among equals the first). */
export function bindingReason(reasons: readonly HoldReason[]): HoldReason | null {
  let binding: HoldReason | null = null;
  for (const reason of reasons) {
    if (reason.freesAt === null) return reason;
    if (binding === null || (binding.freesAt !== null && reason.freesAt > binding.freesAt)) binding = reason;
  }
  return binding;
}

/** The obstacle of the search in words of its own. */
export function obstacleReason(scene: Scene, plan: Plan, obstacle: Obstacle): HoldReason {
  switch (obstacle.what) {
    case "limit":
      return limitReason(scene, obstacle.limit, obstacle.at);
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

function pushLimit(scene: Scene, limit: Limit, at: EpochMs, reasons: HoldReason[]): void {
  const { bucket, rule } = limit;
  if (whenSlot(bucket, rule, at, scene.calendar) > at || whenGap(bucket, rule, at) > at) {
    reasons.push(limitReason(scene, limit, at));
  }
}

function limitReason(scene: Scene, limit: Limit, at: EpochMs): HoldReason {
  const { rule, bucket } = limit;
  const freesAt = firstFree(scene, limit, at);
  if (limit.kind === "company") {
    const people = bucket.entries.map((entry) => ({ contactId: entry.ref, at: entry.at }));
    return { kind: "company_cap", rule: bindingOf(rule), people, freesAt };
  }
  const gapEnds = whenGap(bucket, rule, at);
  const last = lastEntry(bucket, at);
  if (last !== undefined && gapEnds > at && gapEnds > whenSlot(bucket, rule, at, scene.calendar)) {
    return { kind: "gap", rule: bindingOf(rule), last: fillingOf(last), freesAt: freesAt ?? (gapEnds as EpochMs) };
  }
  const counter = counterOf(scene, limit, at);
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
    planned: scene.counters.placed.some((placed) => placed.touch.id === repeat.touchId),
    freesAt: addMs(repeat.at, span),
  };
}
