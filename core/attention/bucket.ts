import type { EpochMs } from "@/core/instant";
import { monthStartOf, nextMonthOf, weekdayOf, type ZoneCalendar } from "@/core/schedule-zone";
import type { RuleWindow } from "./rule";

/**
 * One counter: what fills it, oldest first, as two columns (plain numbers are what makes counting fast). Never read at an
 * index below 0: V8 looks that up as a name, many times slower.
 */
export interface Bucket {
  readonly at: EpochMs[];
  /** Touch ids, or contact ids in a company's counter. */
  readonly ref: string[];
}

/** The numbers of a rule. */
export interface Measure {
  readonly max: number | null;
  readonly window: RuleWindow | null;
  readonly minGapMs: number | null;
}

export const NEVER = Number.POSITIVE_INFINITY;

/** First instant that still counts at `at`. */
export function windowStart(window: RuleWindow, at: EpochMs, calendar: ZoneCalendar): EpochMs {
  if (window.kind === "rolling") return (at - window.lengthMs + 1) as EpochMs; // `(at - w, at]` in whole milliseconds
  const day = calendar.dayOf(at);
  if (window.period === "day") return calendar.startOf(day);
  if (window.period === "week") return calendar.startOf(day - weekdayOf(day));
  return calendar.startOf(monthStartOf(day));
}

/** When a calendar window begins anew. */
function windowEnd(period: "day" | "week" | "month", at: EpochMs, calendar: ZoneCalendar): EpochMs {
  const day = calendar.dayOf(at);
  if (period === "day") return calendar.startOf(day + 1);
  if (period === "week") return calendar.startOf(day - weekdayOf(day) + 7);
  return calendar.startOf(nextMonthOf(day));
}

/** How many lie before `at` (or at it, if `upTo`). */
function countBefore(sorted: readonly EpochMs[], at: EpochMs, upTo: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] ?? at;
    if (value < at || (upTo && value === at)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first entry later than `at`: mostly the end. */
export function endIndex({ at: sorted }: Bucket, at: EpochMs): number {
  const { length } = sorted;
  return length === 0 || (sorted[length - 1] ?? at) <= at ? length : countBefore(sorted, at, true);
}

/** What a rule counts from at `at`: the window's start; for a gap alone, as long before as its gap. */
export function countedFrom({ window, minGapMs }: Measure, at: EpochMs, calendar: ZoneCalendar): EpochMs {
  return windowStart(window ?? { kind: "rolling", lengthMs: minGapMs ?? 0 }, at, calendar);
}

/** Index of the first entry not before `from`. */
export const startIndex = (bucket: Bucket, from: EpochMs): number => countBefore(bucket.at, from, false);

/**
 * `at` itself when the counter lets one more through then; otherwise the earliest later instant worth asking again (entries
 * that come in between may say no again); NEVER when only another rule can help.
 */
export function whenFree(bucket: Bucket, measure: Measure, at: EpochMs, calendar: ZoneCalendar): number {
  const slot = whenSlot(bucket, measure, at, calendar);
  return measure.minGapMs === null ? slot : Math.max(slot, whenGap(bucket, measure, at));
}

/** The first instant from `from` to `deadline` at which one more goes, if none comes in between; null = none. */
export function firstFree(
  bucket: Bucket,
  measure: Measure,
  from: EpochMs,
  deadline: EpochMs,
  calendar: ZoneCalendar,
): EpochMs | null {
  let at = from;
  for (;;) {
    const free = whenFree(bucket, measure, at, calendar);
    if (free <= at) return at;
    if (free === NEVER || free > deadline) return null;
    at = free as EpochMs; // finite
  }
}

/** As `whenFree`, the number in the window alone. */
export function whenSlot(bucket: Bucket, measure: Measure, at: EpochMs, calendar: ZoneCalendar): number {
  const { max, window } = measure;
  if (max === null || window === null) return at;
  if (max === 0) return NEVER;
  if (bucket.at.length < max) return at;
  const end = endIndex(bucket, at);
  if (end < max) return at;
  // full when the one `max` places back is still inside the window
  const deciding = bucket.at[end - max];
  if (deciding === undefined || deciding < windowStart(window, at, calendar)) return at;
  return window.kind === "calendar" ? windowEnd(window.period, at, calendar) : deciding + window.lengthMs;
}

/** As `whenFree`, the minimum gap alone. */
export function whenGap(bucket: Bucket, measure: Measure, at: EpochMs): number {
  if (measure.minGapMs === null) return at;
  const end = endIndex(bucket, at);
  const last = end === 0 ? undefined : bucket.at[end - 1];
  return last === undefined ? at : Math.max(at, last + measure.minGapMs);
}

/** Puts one in, keeping the order of time; among equal times behind those already there. */
export function fill(bucket: Bucket, at: EpochMs, ref: string): void {
  const index = endIndex(bucket, at);
  if (index === bucket.at.length) {
    bucket.at.push(at);
    bucket.ref.push(ref);
    return;
  }
  bucket.at.splice(index, 0, at);
  bucket.ref.splice(index, 0, ref);
}
