/** A civil day, `YYYY-MM-DD`. Arithmetic is in UTC, where no day is longer than another. */
export type Day = string;
export type CalendarView = "week" | "month";

const DAY_MS = 86_400_000;
const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** Whether a text, of an address for one, names a day there is. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text)) && addDays(text, 0) === text;

export const addDays = (day: Day, days: number): Day => new Date(utc(day) + days * DAY_MS).toISOString().slice(0, 10);

/** 0 is Monday. */
const weekdayOf = (day: Day): number => (new Date(utc(day)).getUTCDay() + 6) % 7;

export const mondayOf = (day: Day): Day => addDays(day, -weekdayOf(day));

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

/** So many months on or back; the day of the month stays where the month has it, else it is its last. */
export function addMonths(day: Day, months: number): Day {
  const first = new Date(utc(`${day.slice(0, 7)}-01`));
  first.setUTCMonth(first.getUTCMonth() + months);
  const month = first.toISOString().slice(0, 8);
  const last = Number(addDays(nextMonth(`${month}01`), -1).slice(8));
  return `${month}${String(Math.min(Number(day.slice(8)), last)).padStart(2, "0")}`;
}

/** The same place one page on or back. */
export const turnPage = (view: CalendarView, at: Day, by: 1 | -1): Day =>
  view === "week" ? addDays(at, 7 * by) : addMonths(at, by);

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
