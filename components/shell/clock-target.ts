import { addMs, HOUR_MS, toDate, toEpochMs } from "@/core/instant";
import { toCivilDay, toIsoDate, weekdayOf, zoneCalendar } from "@/core/schedule-zone";

/** Steps a sandbox clock is moved by. */
export const clockSteps = [
  { key: "hour", label: "1 hour" },
  { key: "morning", label: "Tomorrow 9:00" },
  { key: "day", label: "1 day" },
  { key: "three", label: "3 days" },
  { key: "week", label: "1 week" },
  { key: "monday", label: "Monday 9:00" },
] as const;
export type ClockStep = (typeof clockSteps)[number]["key"];

const NINE = 9 * 60;

/** Where a step leads: hours as elapsed time, days and weeks on the wall clock of the zone. */
export function toClockTarget(step: ClockStep, now: Date, zone: string): Date {
  const at = toEpochMs(now);
  if (step === "hour") return toDate(addMs(at, HOUR_MS));
  const calendar = zoneCalendar(zone);
  const today = calendar.dayOf(at);
  if (step === "monday") {
    const monday = today + (7 - weekdayOf(today));
    const thisMorning = weekdayOf(today) === 0 ? calendar.instantOf(today, NINE) : null;
    return toDate(thisMorning !== null && thisMorning > at ? thisMorning : calendar.instantOf(monday, NINE));
  }
  if (step === "morning") return toDate(calendar.instantOf(today + 1, NINE));
  const days = step === "day" ? 1 : step === "three" ? 3 : 7;
  const moved = calendar.instantOf(today + days, calendar.minuteOf(at));
  // Seconds survive: a minute's cut would make "1 day" a little less than a day.
  return toDate(addMs(moved, at % 60_000));
}

/** For `<input type="datetime-local">`: the wall clock of the zone. */
export function toLocalInput(at: Date, zone: string): string {
  const calendar = zoneCalendar(zone);
  const ms = toEpochMs(at);
  const minute = calendar.minuteOf(ms);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${toIsoDate(calendar.dayOf(ms))}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Back from it; null for what is no date and time. A time that does not exist becomes the next valid minute. */
export function fromLocalInput(value: string, zone: string): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(value);
  const [, date = "", hour = "", minute = ""] = match ?? [];
  if (!match || Number.isNaN(Date.parse(`${date}T00:00Z`))) return null;
  return toDate(zoneCalendar(zone).instantOf(toCivilDay(date), Number(hour) * 60 + Number(minute)));
}

/** How far a move is, 0 to 100. A move over no time is done. */
export function toPercent(move: { fromAt: Date; reachedAt: Date; targetAt: Date }): number {
  const whole = move.targetAt.getTime() - move.fromAt.getTime();
  if (whole < 1) return 100;
  const part = (move.reachedAt.getTime() - move.fromAt.getTime()) / whole;
  return Math.round(Math.min(1, Math.max(0, part)) * 100);
}
