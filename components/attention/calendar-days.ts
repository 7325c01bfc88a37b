/** A civil day, `YYYY-MM-DD`. Arithmetic is in UTC, where no day is longer than another. */
export type Day = string;
export type CalendarView = "week" | "month";

const DAY_MS = 86_400_000;
const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: Day, days: number): Day => new Date(utc(day) + days * DAY_MS).toISOString().slice(0, 10);

/** 0 is Monday. */
const weekdayOf = (day: Day): number => (new Date(utc(day)).getUTCDay() + 6) % 7;

export const mondayOf = (day: Day): Day => addDays(day, -weekdayOf(day));

/** The civil day it is in a zone. */
export function dayIn(at: Date, zone: string): Day {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(at);
}

/** Whole weeks from Monday: one, or those that touch the month. */
export function daysShown(view: CalendarView, at: Day): Day[] {
  const first = mondayOf(view === "week" ? at : `${at.slice(0, 7)}-01`);
  const last = view === "week" ? addDays(first, 6) : addDays(mondayOf(addDays(nextMonth(at), -1)), 6);
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The 1st of the month after. */
function nextMonth(day: Day): Day {
  const date = new Date(utc(`${day.slice(0, 7)}-01`));
  date.setUTCMonth(date.getUTCMonth() + 1);
  return date.toISOString().slice(0, 10);
}

/** The same place one page on or back. A month keeps the day of the month where it has it. */
export function turnPage(view: CalendarView, at: Day, by: 1 | -1): Day {
  if (view === "week") return addDays(at, 7 * by);
  const first = by === 1 ? nextMonth(at) : `${addDays(`${at.slice(0, 7)}-01`, -1).slice(0, 7)}-01`;
  const last = Number(addDays(nextMonth(first), -1).slice(8));
  return `${first.slice(0, 8)}${String(Math.min(Number(at.slice(8)), last)).padStart(2, "0")}`;
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = "January February March April May June July August September October November December".split(" ");

export const weekdays: readonly string[] = WEEKDAYS;

/** "Thursday 21 May". */
export const sayDay = (day: Day): string =>
  `${WEEKDAYS[weekdayOf(day)] ?? ""} ${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ""}`;

/** "May 2026", or "18 to 24 May 2026". */
export function sayPage(view: CalendarView, at: Day): string {
  const month = (day: Day) => MONTHS[Number(day.slice(5, 7)) - 1] ?? "";
  if (view === "month") return `${month(at)} ${at.slice(0, 4)}`;
  const first = mondayOf(at);
  const last = addDays(first, 6);
  const start =
    first.slice(0, 7) === last.slice(0, 7) ? `${Number(first.slice(8))}` : `${Number(first.slice(8))} ${month(first)}`;
  return `${start} to ${Number(last.slice(8))} ${month(last)} ${last.slice(0, 4)}`;
}
