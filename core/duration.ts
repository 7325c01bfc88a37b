import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/core/instant";
import type { Duration as CivilDuration } from "@/core/schedule-delay";

export const durationUnits = ["minutes", "hours", "days", "weeks"] as const;

/** A length as a marketer writes it. Days and weeks keep the person's local time over a change of clocks. */
export const durationSchema = z.object({
  amount: z.int("Give a whole number").min(1, "Give at least 1").max(10_000, "That is too long"),
  unit: z.enum(durationUnits),
});
export type Duration = z.infer<typeof durationSchema>;

const unitMs = { minutes: MINUTE_MS, hours: HOUR_MS, days: DAY_MS, weeks: 7 * DAY_MS } as const;

/** Nominal length: a day is 24 hours. For estimates; due times are made by core/schedule-delay. */
export const nominalMs = (duration: Duration): number => duration.amount * unitMs[duration.unit];

export const toCivilDuration = (duration: Duration): CivilDuration => ({ [duration.unit]: duration.amount });

/** "3 days", "1 hour". */
export const describeDuration = (duration: Duration): string =>
  `${duration.amount} ${duration.amount === 1 ? duration.unit.slice(0, -1) : duration.unit}`;

/** "9:00". */
export const describeMinute = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;

const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** "Mon to Fri", "Tue, Thu", "" for every day. Monday is 0. */
export function describeWeekdays(weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b);
  if (days.length === 0 || days.length === 7) return "";
  const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
  if (days.length > 2 && last - first === days.length - 1) return `${dayNames[first]} to ${dayNames[last]}`;
  return days.map((day) => dayNames[day]).join(", ");
}
