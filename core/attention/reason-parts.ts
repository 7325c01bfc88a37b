import type { EpochMs } from "@/core/instant";
import { endIndex, NEVER, startIndex, whenFree, windowStart } from "./bucket";
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

/** How many count for the limit at an instant, and where they begin. */
export function countedAt(scene: Scene, limit: Limit, at: EpochMs): { used: number; start: number } {
  if (limit.rule.window === null) return { used: 0, start: 0 };
  const start = startIndex(limit.bucket, windowStart(limit.rule.window, at, scene.calendar));
  return { used: Math.max(0, endIndex(limit.bucket, at) - start), start };
}

/** The entries of a counter by index, as shown; at most the newest twenty. */
export function fillingsOf(scene: Scene, limit: Limit, start: number, end: number): Filling[] {
  const fillings: Filling[] = [];
  for (let index = Math.max(start, end - NAMED_FILLINGS); index < end; index += 1) {
    const at = limit.bucket.at[index];
    const touchId = limit.bucket.ref[index];
    if (at !== undefined && touchId !== undefined) {
      fillings.push({ touchId, at, planned: at > scene.now && scene.counters.isPlanned(touchId) });
    }
  }
  return fillings;
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

/** `named`: with the touches that fill it; left out beside the binding rule, explanations are stored. */
export function counterOf(
  scene: Scene,
  limit: Limit,
  at: EpochMs,
  named: boolean,
  freesAt: EpochMs | null = firstFree(scene, limit, at),
): Counter {
  const { used, start } = countedAt(scene, limit, at);
  return {
    used,
    max: limit.rule.max ?? 0,
    by: named ? fillingsOf(scene, limit, start, start + used) : [],
    freesAt,
  };
}

export function atCapReason(scene: Scene, limit: Limit, at: EpochMs): SkipReason {
  return { kind: "at_cap", rule: bindingOf(limit.rule), counter: counterOf(scene, limit, at, true) };
}

export function repeatReason(repeat: Repeat, touch: WaitingTouch): SkipReason {
  const allowedAfterDays = touch.repeat.kind === "after" ? touch.repeat.days : null;
  return { kind: "repeat", of: repeat.of, touchId: repeat.touchId, at: repeat.at, allowedAfterDays };
}
