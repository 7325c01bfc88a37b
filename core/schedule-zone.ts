import { DAY_MS, type EpochMs, MINUTE_MS } from "@/core/instant";
import { ZoneOffsets } from "./schedule-offsets";

/** Days since 1970-01-01 of a civil date; no zone in it. */
export type CivilDay = number;

/**
 * The civil calendar of one zone over epoch milliseconds: arithmetic over its offsets, which are looked up once per change
 * of clocks (schedule-offsets.ts). Nothing here depends on the present.
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

/** First day of the month. (Days are counted from 1 March of a year 0, so that the leap day ends its year.) */
export function monthStartOf(day: CivilDay): CivilDay {
  const shifted = day + 719_468;
  const ofEra = shifted - Math.floor(shifted / 146_097) * 146_097;
  const leaps = Math.floor(ofEra / 1_460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const year = Math.floor((ofEra - leaps) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  return day - ofYear + Math.floor((153 * month + 2) / 5);
}

/** First day of the next month. */
export const nextMonthOf = (day: CivilDay): CivilDay => monthStartOf(monthStartOf(day) + 31);

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
  const offsets = new ZoneOffsets(zone); // so that an unknown zone fails here and not in the middle of a decision
  const wallAt = (at: EpochMs): number => at + offsets.at(at).offset;
  const instantOf = (day: CivilDay, minute: number): EpochMs =>
    offsets.instantOf(day * DAY_MS + minute * MINUTE_MS) as EpochMs; // whole milliseconds
  const startOf = (day: CivilDay): EpochMs => instantOf(day, 0);
  const dayOf = (at: EpochMs): CivilDay => {
    const { from, offset } = offsets.at(at);
    const day = Math.floor((at + offset) / DAY_MS);
    // where clocks went back over midnight the new day has begun, whatever they show
    return at - from < DAY_MS && startOf(day + 1) <= at ? day + 1 : day;
  };
  const minuteOf = (at: EpochMs): number => {
    const wall = wallAt(at);
    return Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / MINUTE_MS);
  };
  return { zone, dayOf, startOf, instantOf, minuteOf };
}
