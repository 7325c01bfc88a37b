import type { EpochMs } from "@/core/instant";
import { monthStartOf, nextMonthOf, weekdayOf, type ZoneCalendar } from "@/core/schedule-zone";
import type { RuleWindow } from "./rule";

/** One thing in a counter. `ref` is a touch id, or a contact id in a company's counter. */
export interface Entry {
  readonly at: EpochMs;
  readonly ref: string;
  readonly planned: boolean;
}

/** One counter: what fills it, oldest first. */
export interface Bucket {
  readonly entries: Entry[];
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

/** Index of the first entry later than `at`. */
function endIndex(entries: readonly Entry[], at: EpochMs): number {
  let end = entries.length;
  while (end > 0 && (entries[end - 1]?.at ?? at) > at) end -= 1;
  return end;
}

/** The entries that count at `at`, as a half-open range of indexes. */
export function windowRange(
  bucket: Bucket,
  window: RuleWindow,
  at: EpochMs,
  calendar: ZoneCalendar,
): { start: number; end: number } {
  const from = windowStart(window, at, calendar);
  const end = endIndex(bucket.entries, at);
  let start = end;
  while (start > 0 && (bucket.entries[start - 1]?.at ?? from) >= from) start -= 1;
  return { start, end };
}

/**
 * `at` itself when the counter lets one more through then; otherwise the earliest later instant worth asking again (entries
 * that come in between may say no again); NEVER when only another rule can help.
 */
export function whenFree(bucket: Bucket, measure: Measure, at: EpochMs, calendar: ZoneCalendar): number {
  return Math.max(whenSlot(bucket, measure, at, calendar), whenGap(bucket, measure, at));
}

/** As `whenFree`, the number in the window alone. */
export function whenSlot(bucket: Bucket, measure: Measure, at: EpochMs, calendar: ZoneCalendar): number {
  const { max, window } = measure;
  if (max === null || window === null) return at;
  if (max === 0) return NEVER;
  const { start, end } = windowRange(bucket, window, at, calendar);
  const over = end - start - max;
  if (over < 0) return at;
  if (window.kind === "calendar") return windowEnd(window.period, at, calendar);
  const leaves = bucket.entries[start + over];
  return leaves === undefined ? at : leaves.at + window.lengthMs;
}

/** As `whenFree`, the minimum gap alone. */
export function whenGap(bucket: Bucket, measure: Measure, at: EpochMs): number {
  if (measure.minGapMs === null) return at;
  const last = bucket.entries[endIndex(bucket.entries, at) - 1];
  return last === undefined ? at : Math.max(at, last.at + measure.minGapMs);
}

/** Latest entry at or before `at`. */
export const lastEntry = (bucket: Bucket, at: EpochMs): Entry | undefined =>
  bucket.entries[endIndex(bucket.entries, at) - 1];

/** Puts one in, keeping the order of time; among equal times behind those already there. */
export function fill(bucket: Bucket, entry: Entry): void {
  bucket.entries.splice(endIndex(bucket.entries, entry.at), 0, entry);
}
