import { addMs, type EpochMs, HOUR_MS, MINUTE_MS, toEpochMs } from "@/core/instant";
import { toCivilDay, weekdayOf, type ZoneCalendar, zoneCalendar } from "./schedule-zone";

/** Parts may be 0; none negative. */
export interface Duration {
  weeks?: number;
  days?: number;
  hours?: number;
  minutes?: number;
}

/**
 * Weeks and days keep the person's local time (over a change of clocks a day is 23 or 25 hours); hours and minutes are
 * elapsed time. A local time that does not exist becomes the next valid minute. `zone` is an IANA name (RangeError if not).
 */
export function addDuration(at: EpochMs, duration: Duration, zone: string): EpochMs {
  const days = (duration.weeks ?? 0) * 7 + (duration.days ?? 0);
  const moved = days === 0 ? at : addDays(at, days, zoneCalendar(zone));
  return addMs(moved, (duration.hours ?? 0) * HOUR_MS + (duration.minutes ?? 0) * MINUTE_MS);
}

/** A daily time: minutes from local midnight and weekdays (Monday 0 to Sunday 6; empty = every day). */
export interface DailyTime {
  minute: number;
  weekdays: readonly number[];
}

/**
 * The first instant at or after `at` when the clock of the zone shows that time on one of the weekdays. A time that does
 * not exist that day is the next valid minute; one that exists twice is the first, and only the first.
 */
export function nextTimeOfDay(at: EpochMs, time: DailyTime, zone: string): EpochMs {
  const calendar = zoneCalendar(zone);
  const today = calendar.dayOf(at);
  for (let day = today; day <= today + 14; day += 1) {
    if (time.weekdays.length > 0 && !time.weekdays.includes(weekdayOf(day))) continue;
    const found = calendar.instantOf(day, time.minute);
    if (found >= at) return found;
  }
  throw new RangeError(`No such weekday: ${time.weekdays.join(", ")}`);
}

/**
 * A date attribute plus or minus whole days, at a local time of the zone. The value is "YYYY-MM-DD" or an ISO 8601 instant
 * (of which the civil date in the zone is taken). Null when it is neither.
 */
export function aroundDate(value: string, offsetDays: number, minute: number, zone: string): EpochMs | null {
  const calendar = zoneCalendar(zone);
  const day = civilDayOf(value, calendar);
  return day === null ? null : calendar.instantOf(day + offsetDays, minute);
}

export interface WorkingDays {
  /** Minutes from local midnight; 9:00 = 540. */
  minute: number;
  /** Monday 0 to Sunday 6. */
  weekdays: readonly number[];
  /** "YYYY-MM-DD". */
  holidays: readonly string[];
}

export const workingMornings: WorkingDays = { minute: 9 * 60, weekdays: [0, 1, 2, 3, 4], holidays: [] };

/** The first morning of a working day at or after `at`. Throws RangeError when no day within a year is one. */
export function nextWorkingMorning(at: EpochMs, zone: string, working: WorkingDays = workingMornings): EpochMs {
  const calendar = zoneCalendar(zone);
  const holidays = new Set(working.holidays.map(toCivilDay));
  const today = calendar.dayOf(at);
  for (let day = today; day <= today + 366; day += 1) {
    if (!working.weekdays.includes(weekdayOf(day)) || holidays.has(day)) continue;
    const morning = calendar.instantOf(day, working.minute);
    if (morning >= at) return morning;
  }
  throw new RangeError("No working day within a year");
}

/** Same local time, whole days later; what lies below the minute is kept. */
function addDays(at: EpochMs, days: number, calendar: ZoneCalendar): EpochMs {
  const minute = calendar.minuteOf(at);
  const today = calendar.dayOf(at);
  // clocks that went back over midnight show the evening before once more, though the new day has begun
  const shown = calendar.instantOf(today, minute) > at ? today - 1 : today;
  const there = calendar.instantOf(shown + days, minute);
  return addMs(there, ((at % MINUTE_MS) + MINUTE_MS) % MINUTE_MS);
}

function civilDayOf(value: string, calendar: ZoneCalendar): number | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    try {
      return toCivilDay(value);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }
  const ms = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isFinite(ms) ? calendar.dayOf(toEpochMs(ms)) : null;
}
