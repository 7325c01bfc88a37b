import { Temporal } from "temporal-polyfill";
import { DAY_MS, type EpochMs, MINUTE_MS, toEpochMs } from "@/core/instant";

/** Days since 1970-01-01 of a civil date; no zone in it. */
export type CivilDay = number;

/**
 * The civil calendar of one zone over epoch milliseconds. Boundaries are computed once per day and remembered, since they
 * never change while the program runs; nothing here depends on the present.
 */
export interface ZoneCalendar {
  readonly zone: string;
  /** The civil date at an instant. */
  dayOf(at: EpochMs): CivilDay;
  /** First instant of a civil date (01:00 where midnight does not exist). */
  startOf(day: CivilDay): EpochMs;
  /** A local time. One that does not exist gives the next valid minute, one that exists twice the first. 0 to 1440. */
  instantOf(day: CivilDay, minute: number): EpochMs;
  /** What the wall clock shows, in whole minutes from midnight. */
  minuteOf(at: EpochMs): number;
}

const calendars = new Map<string, ZoneCalendar>();

/** The calendar of an IANA zone. Throws RangeError for an unknown one: check with `isZone` at the border. */
export function zoneCalendar(zone: string): ZoneCalendar {
  const known = calendars.get(zone);
  if (known !== undefined) return known;
  const made = makeCalendar(zone);
  calendars.set(zone, made);
  return made;
}

/** Whether the runtime knows the IANA zone. */
export function isZone(zone: string): boolean {
  try {
    zoneCalendar(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Monday 0 to Sunday 6. */
export const weekdayOf = (day: CivilDay): number => (((day + 3) % 7) + 7) % 7;

/** First day of the month. */
export function monthStartOf(day: CivilDay): CivilDay {
  const date = new Date(day * DAY_MS);
  return Math.round(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY_MS);
}

/** First day of the next month. */
export function nextMonthOf(day: CivilDay): CivilDay {
  const date = new Date(day * DAY_MS);
  return Math.round(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY_MS);
}

/** "YYYY-MM-DD" to a civil day. Throws RangeError for anything else, also for a date that does not exist. */
export function toCivilDay(date: string): CivilDay {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (!Number.isFinite(ms) || new Date(ms).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`Not a date: ${date}`);
  }
  return Math.round(ms / DAY_MS);
}

/** A civil day as "YYYY-MM-DD". */
export const toIsoDate = (day: CivilDay): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

function makeCalendar(zone: string): ZoneCalendar {
  // resolves now, so that an unknown zone fails here and not in the middle of a decision
  Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  const starts = new Map<CivilDay, EpochMs>();
  const odd = new Map<number, EpochMs>();

  const startOf = (day: CivilDay): EpochMs => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const start = toEpochMs(plainDate(day).toZonedDateTime(zone).epochMilliseconds);
    starts.set(day, start);
    return start;
  };

  const dayOf = (at: EpochMs): CivilDay => {
    let day = Math.floor(at / DAY_MS);
    while (startOf(day) > at) day -= 1;
    while (startOf(day + 1) <= at) day += 1;
    return day;
  };

  const instantOf = (day: CivilDay, minute: number): EpochMs => {
    if (minute >= 1440) return startOf(day + 1);
    const start = startOf(day);
    if (startOf(day + 1) - start === DAY_MS) return (start + minute * MINUTE_MS) as EpochMs; // whole ms plus whole ms
    const key = day * 1440 + minute;
    const known = odd.get(key);
    if (known !== undefined) return known;
    const found = localInstant(zone, day, minute);
    odd.set(key, found);
    return found;
  };

  const minuteOf = (at: EpochMs): number => {
    const day = dayOf(at);
    const start = startOf(day);
    if (startOf(day + 1) - start === DAY_MS) return Math.floor((at - start) / MINUTE_MS);
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    return local.hour * 60 + local.minute;
  };

  return { zone, dayOf, startOf, instantOf, minuteOf };
}

const plainDate = (day: CivilDay): Temporal.PlainDate => Temporal.PlainDate.from(toIsoDate(day));

/** The slow way, for days that are not 24 hours long. */
function localInstant(zone: string, day: CivilDay, minute: number): EpochMs {
  const wanted = plainDate(day).toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
  const first = wanted.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (first.toPlainDateTime().equals(wanted)) return toEpochMs(first.epochMilliseconds);
  // In a gap "earlier" lies before the change of offset; the change is the next valid minute.
  const change = first.getTimeZoneTransition("next");
  return toEpochMs((change ?? first).epochMilliseconds);
}
