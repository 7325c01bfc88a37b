import { DAY_MS, toEpochMs } from "@/core/instant";
import type { ReplyClass } from "@/core/reply-class";
import { findLaterDay, findReturnDay } from "@/core/reply-date";
import { foldText, orderDates } from "@/core/reply-languages";

/** How long an absence lasts when its mail names no day (SEMANTICS §4). */
const ABSENCE_DAYS = 14;
/** How long "not now" lasts when it names no day. */
const NOT_NOW_DAYS = 30;

/** The civil day until which somebody is away or wants to be left; `named` by them, or as long as it lasts by rule. */
export interface ReplyUntil {
  /** `YYYY-MM-DD`: the first day back, the day to write again. */
  readonly date: string;
  readonly named: boolean;
}

const addDays = (day: string, days: number): string =>
  new Date(toEpochMs(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Until when a mail of this class holds things up, from its text and the civil day it was written. Null for other classes. */
export function readUntil(kind: ReplyClass, text: string, today: string): ReplyUntil | null {
  if (kind !== "out_of_office" && kind !== "not_now") return null;
  const folded = foldText(text).slice(0, 8_000);
  const words = orderDates(folded);
  const found = kind === "not_now" ? findLaterDay(folded, words, today) : findReturnDay(folded, words, today);
  if (found) return { date: found.date, named: true };
  return { date: addDays(today, kind === "not_now" ? NOT_NOW_DAYS : ABSENCE_DAYS), named: false };
}
