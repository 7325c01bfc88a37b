import { z } from "zod";

/** Minutes from local midnight, 0 to 1440; `from` inclusive, `to` exclusive. Over midnight = two intervals. */
export const openIntervalSchema = z
  .object({ fromMinute: z.int().min(0).max(1439), toMinute: z.int().min(1).max(1440) })
  .refine((interval) => interval.fromMinute < interval.toMinute, {
    error: "Closing time must be after opening time",
    path: ["toMinute"],
  });
export type OpenInterval = z.infer<typeof openIntervalSchema>;

/** Seven lists of open intervals, Monday first. An empty list is a closed day. */
export const weeklyHoursSchema = z.array(z.array(openIntervalSchema)).length(7);
export type WeeklyHours = z.infer<typeof weeklyHoursSchema>;

/** One calendar date in the person's zone with hours of its own; an empty list is closed (a holiday). */
export const dateHoursSchema = z.object({
  date: z.iso.date(),
  open: z.array(openIntervalSchema),
  name: z.string().max(80).optional(),
});

/** What one level (workspace, topic, sequence or node) says. `weekly: null` = inherits the week of the level outside. */
export const hoursLayerSchema = z.object({
  weekly: weeklyHoursSchema.nullable(),
  dates: z.array(dateHoursSchema),
});
export type HoursLayer = z.infer<typeof hoursLayerSchema>;

/** A week that never opens lets nothing leave, ever: what is meant then is a pause. */
const isEverOpen = (layer: HoursLayer | null): boolean =>
  layer === null || layer.weekly === null || layer.weekly.some((day) => day.length > 0);

/** As somebody sets them: with at least one open day. */
export const setHoursSchema = hoursLayerSchema
  .nullable()
  .refine(isEverOpen, { error: "Open at least one day: mail would never leave", path: ["weekly"] });

export type HoursLevel = "workspace" | "topic" | "sequence" | "node";

/** The layers that apply to one touch. A level that says nothing is null. */
export interface HoursLayers {
  workspace: HoursLayer | null;
  topic: HoursLayer | null;
  sequence: HoursLayer | null;
  node: HoursLayer | null;
}

/** Where a person's time zone comes from, most certain first. */
export type ZoneSource = "explicit" | "inferred" | "company" | "workspace";

/** A resolved IANA zone with its source, as shown on the journey. */
export interface PersonZone {
  id: string;
  source: ZoneSource;
}

/**
 * Open hours from the way people say it: quiet from `fromMinute` in the evening to `toMinute` in the morning, and all of
 * `quietDays` (Monday 0 to Sunday 6). Evening must be later than morning.
 */
export function toOpenHours(quiet: {
  fromMinute: number;
  toMinute: number;
  quietDays: readonly number[];
}): WeeklyHours {
  const open = { fromMinute: quiet.toMinute, toMinute: quiet.fromMinute };
  return weeklyHoursSchema.parse(
    Array.from({ length: 7 }, (_, weekday) => (quiet.quietDays.includes(weekday) ? [] : [open])),
  );
}
