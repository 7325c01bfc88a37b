import { addMs, DAY_MS, type EpochMs, earlierOf } from "@/core/instant";
import { nextOpen } from "@/core/schedule";
import { whenFree } from "./bucket";
import type { Counters, Limit, Placed } from "./counters";
import { fills } from "./counters";
import type { SkipReason } from "./decision";
import type { Plan, Scene } from "./plan";
import { atCapReason, repeatReason } from "./reason-parts";
import { type Repeat, repeatSpanMs, sameContent } from "./repeat";
import { productRefusalOf } from "./skip-checks";

/** How far ahead a slot is looked for; what finds none is open. */
const HORIZON_MS = 400 * DAY_MS;

/** What stood last in the way before the touch could go. */
export type Obstacle =
  | { readonly what: "limit"; readonly limit: Limit; readonly at: EpochMs }
  | { readonly what: "hours"; readonly at: EpochMs }
  | { readonly what: "repeat"; readonly repeat: Repeat; readonly at: EpochMs }
  | { readonly what: "rival"; readonly rival: Placed; readonly limit: Limit | null; readonly at: EpochMs };

export type Outcome =
  | { readonly kind: "goes"; readonly at: EpochMs; readonly last: Obstacle | null }
  | { readonly kind: "skipped"; readonly at: EpochMs; readonly because: SkipReason }
  | { readonly kind: "open"; readonly last: Obstacle | null };

/**
 * The first instant the touch may go: no check says no and none of those placed before it has to go later. One walk
 * forward from instant to instant at which something ends; never minute by minute.
 */
export function findSlot(scene: Scene, plan: Plan): Outcome {
  if (plan.earlyEnd === null) return { kind: "open", last: null };
  const product = productRefusalOf(plan.touch, scene.facts);
  if (product !== null) return { kind: "skipped", at: plan.earlyEnd, because: product };
  const early = repeatSkip(scene, plan, plan.earlyEnd);
  if (early !== null) return { kind: "skipped", at: plan.earlyEnd, because: early };
  const gateEnd = plan.gateEnd ?? addMs(plan.earlyEnd, HORIZON_MS);
  const late = repeatSkipBetween(scene, plan, plan.earlyEnd, gateEnd);
  if (late !== null) return late;
  return plan.gateEnd === null ? { kind: "open", last: null } : walk(scene, plan, plan.gateEnd);
}

function walk(scene: Scene, plan: Plan, start: EpochMs): Outcome {
  const horizon = addMs(start, HORIZON_MS);
  let at = start;
  let last: Obstacle | null = null;
  for (;;) {
    const repeat = repeatSkip(scene, plan, at);
    if (repeat !== null) return { kind: "skipped", at, because: repeat };
    const found =
      earlyObstacle(scene, plan, at) ?? lateObstacle(scene, plan, at) ?? rivalObstacle(scene.counters, plan, at);
    if (found === null) {
      const full = atCapSkip(scene, plan, at);
      return full === null ? { kind: "goes", at, last } : { kind: "skipped", at, because: full };
    }
    last = found.obstacle;
    const next = earlierOf(found.until as EpochMs, horizon); // finite: at the horizon at the latest
    const between = repeatSkipBetween(scene, plan, at, next);
    if (between !== null) return between;
    if (found.until > horizon) return { kind: "open", last };
    at = next;
  }
}

interface Found {
  readonly obstacle: Obstacle;
  readonly until: number;
}

/** Checks that stand before the rules: the same content not long enough ago, a cold topic. */
function earlyObstacle(scene: Scene, plan: Plan, at: EpochMs): Found | null {
  if (plan.touch.repeat.kind === "after") {
    const repeat = repeatAt(scene.counters, plan, at);
    if (repeat !== null) {
      return { obstacle: { what: "repeat", repeat, at }, until: repeat.at + repeatSpanMs(plan.touch.repeat) };
    }
  }
  if (plan.cold === null) return null;
  const until = whenFree(plan.cold.bucket, plan.cold.rule, at, scene.calendar);
  return until > at ? { obstacle: { what: "limit", limit: plan.cold, at }, until } : null;
}

/** Rules that hold, and hours: of those that say no, the one that ends last. */
function lateObstacle(scene: Scene, plan: Plan, at: EpochMs): Found | null {
  let until: number = at;
  let limit: Limit | null = null;
  for (const candidate of plan.limits) {
    if (skips(candidate, plan)) continue;
    const free = whenFree(candidate.bucket, candidate.rule, at, scene.calendar);
    if (free <= until) continue;
    until = free;
    limit = candidate;
  }
  if (plan.hours !== null) {
    const opens = nextOpen(plan.hours, scene.calendar, at)?.at ?? Number.POSITIVE_INFINITY;
    if (opens > until) return { obstacle: { what: "hours", at }, until: opens };
  }
  return limit === null ? null : { obstacle: { what: "limit", limit, at }, until };
}

/** The first of those placed later that would have to go later still if this one went now. */
export function rivalObstacle(counters: Counters, plan: Plan, at: EpochMs): Found | null {
  if (plan.touch.override !== null) return null;
  let first: { rival: Placed; limit: Limit | null } | null = null;
  for (const rival of counters.placed) {
    if (rival.at <= at || (first !== null && rival.at >= first.rival.at)) continue;
    const limit = pushedBackBy(rival, plan, at);
    if (limit !== undefined) first = { rival, limit };
  }
  return first === null ? null : { obstacle: { what: "rival", ...first, at }, until: first.rival.at };
}

/** The limit that would push the rival back; null = the rival repeats this one's content; undefined = nothing would. */
function pushedBackBy(rival: Placed, plan: Plan, at: EpochMs): Limit | null | undefined {
  const { touch } = plan;
  for (const room of rival.rooms) {
    const gap = room.limit.rule.minGapMs;
    const inGap = gap !== null && rival.at - at < gap;
    const inWindow = room.room <= 0 && at >= room.from;
    if ((inGap || inWindow) && fills(room.limit, touch)) return room.limit;
  }
  const span = repeatSpanMs(rival.touch.repeat);
  return rival.at - at < span && sameContent(rival.touch, touch) !== null ? null : undefined;
}

/** The latest touch with the same content at an instant: in the ledger or placed before. */
export function repeatAt(counters: Counters, plan: Plan, at: EpochMs): Repeat | null {
  const span = repeatSpanMs(plan.touch.repeat);
  let latest = plan.repeats !== null && plan.repeats.at > at - span ? plan.repeats : null;
  if (span === 0) return null;
  for (const placed of counters.placed) {
    if (placed.at > at || placed.at <= at - span || (latest !== null && placed.at <= latest.at)) continue;
    const of = sameContent(plan.touch, placed.touch);
    if (of !== null) latest = { touchId: placed.touch.id, at: placed.at, of };
  }
  return latest;
}

/** Why the touch would be skipped at an instant, whatever else holds it: the same content not long enough ago. */
function repeatSkip(scene: Scene, plan: Plan, at: EpochMs): SkipReason | null {
  if (plan.touch.repeat.kind === "after") return null;
  const repeat = repeatAt(scene.counters, plan, at);
  return repeat === null ? null : repeatReason(repeat, plan.touch);
}

/** A held touch is looked at again whenever another one leaves: the first such instant in between that repeats it. */
function repeatSkipBetween(scene: Scene, plan: Plan, after: EpochMs, before: EpochMs): Outcome | null {
  if (plan.touch.repeat.kind === "after" || scene.counters.placed.length === 0) return null;
  const instants = scene.counters.placed.map((placed) => placed.at).filter((at) => at > after && at < before);
  for (const at of instants.sort((a, b) => a - b)) {
    const because = repeatSkip(scene, plan, at);
    if (because !== null) return { kind: "skipped", at, because };
  }
  return null;
}

/** Whether the limit skips what finds it full; the touch's own word stands before the rule's. */
export const skips = (limit: Limit, { touch }: Plan): boolean =>
  (touch.atCap === "rule" ? limit.rule.atCap : touch.atCap) === "skip";

/**
 * The first full rule that skips. Asked only where nothing holds the touch: one that waits for its hours takes no slot, so
 * what leaves meanwhile may fill the rule, and only whether there is room once the touch could go decides (decision 0004).
 */
function atCapSkip(scene: Scene, plan: Plan, at: EpochMs): SkipReason | null {
  for (const limit of plan.limits) {
    if (!skips(limit, plan)) continue;
    if (whenFree(limit.bucket, limit.rule, at, scene.calendar) > at) return atCapReason(scene, limit, at);
  }
  return null;
}
