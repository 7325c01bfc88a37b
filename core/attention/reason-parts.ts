import type { EpochMs } from "@/core/instant";
import { type Entry, NEVER, whenFree, windowRange } from "./bucket";
import type { Limit } from "./counters";
import type { BindingRule, Counter, Filling, SkipReason } from "./decision";
import type { Scene } from "./plan";
import type { Repeat } from "./repeat";
import type { CapRule } from "./rule";
import type { WaitingTouch } from "./touch";

/** At most this many of the touches that fill a rule are named. */
const NAMED_FILLINGS = 20;

export function bindingOf(rule: CapRule): BindingRule {
  const { id, version, name, scope, max, window, minGapMs } = rule;
  return { id, version, name, scope, max, window, minGapMs };
}

export const fillingOf = (entry: Entry): Filling => ({ touchId: entry.ref, at: entry.at, planned: entry.planned });

/** What counts for the limit at an instant, oldest first. */
export function countedAt(scene: Scene, limit: Limit, at: EpochMs): readonly Entry[] {
  if (limit.rule.window === null) return [];
  const { start, end } = windowRange(limit.bucket, limit.rule.window, at, scene.calendar);
  return limit.bucket.entries.slice(start, end);
}

/** The first instant this limit alone lets one through; null = never, as things are. */
export function firstFree(scene: Scene, limit: Limit, from: EpochMs): EpochMs | null {
  let at = from;
  for (;;) {
    const free = whenFree(limit.bucket, limit.rule, at, scene.calendar);
    if (free === NEVER) return null;
    if (free <= at) return at;
    at = free as EpochMs; // finite
  }
}

export function counterOf(scene: Scene, limit: Limit, at: EpochMs): Counter {
  const counted = countedAt(scene, limit, at);
  return {
    used: counted.length,
    max: limit.rule.max ?? 0,
    by: counted.slice(-NAMED_FILLINGS).map(fillingOf),
    freesAt: firstFree(scene, limit, at),
  };
}

export function atCapReason(scene: Scene, limit: Limit, at: EpochMs): SkipReason {
  return { kind: "at_cap", rule: bindingOf(limit.rule), counter: counterOf(scene, limit, at) };
}

export function repeatReason(repeat: Repeat, touch: WaitingTouch): SkipReason {
  const allowedAfterDays = touch.repeat.kind === "after" ? touch.repeat.days : null;
  return { kind: "repeat", of: repeat.of, touchId: repeat.touchId, at: repeat.at, allowedAfterDays };
}
