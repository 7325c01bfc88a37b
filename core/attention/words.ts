import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/core/instant";
import type { Names } from "@/core/names";
import { weekdayOf, zoneCalendar } from "@/core/schedule-zone";

/** How to say ids. */
export interface Wording {
  readonly names: Names;
  /** Subject or step of a touch; null when it is not known. */
  readonly touchName: (touchId: string) => string | null;
  /** IANA zone of the reader; the person's when left out. */
  readonly zone?: string;
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** "three", "12" from thirteen on. */
export const inWords = (n: number): string => NUMBERS[n] ?? String(n);

/** "Thu 21 May 9:00" on the wall clock of the zone; with the year when it is not that of `near`. */
export function momentInWords(at: EpochMs, zone: string, near: EpochMs): string {
  const calendar = zoneCalendar(zone);
  const minute = calendar.minuteOf(at);
  const clock = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
  return `${dayInWords(at, zone, near)} ${clock}`;
}

/** "Thu 21 May". */
export function dayInWords(at: EpochMs, zone: string, near: EpochMs): string {
  const calendar = zoneCalendar(zone);
  const day = calendar.dayOf(at);
  const date = new Date(day * DAY_MS);
  const year = date.getUTCFullYear();
  const other = year === new Date(calendar.dayOf(near) * DAY_MS).getUTCFullYear() ? "" : ` ${year}`;
  return `${WEEKDAYS[weekdayOf(day)] ?? ""} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""}${other}`;
}

/** "Mon" within the last week, else "Mon 4 May". */
export function shortDayInWords(at: EpochMs, zone: string, near: EpochMs): string {
  const calendar = zoneCalendar(zone);
  const day = calendar.dayOf(at);
  const days = Math.abs(calendar.dayOf(near) - day);
  return days < 7 ? (WEEKDAYS[weekdayOf(day)] ?? "") : dayInWords(at, zone, near);
}

/** "7 days", "24 hours" (one day of a rolling window is said in hours), "90 minutes". */
export function lengthInWords(ms: number): string {
  if (ms % DAY_MS === 0 && ms > DAY_MS) return `${ms / DAY_MS} days`;
  if (ms % HOUR_MS === 0) return plural(ms / HOUR_MS, "hour");
  return plural(Math.round(ms / MINUTE_MS), "minute");
}

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

/** "a", "a and b", "a, b and c". */
export function listInWords(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;
}

/** First letter in upper case. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
