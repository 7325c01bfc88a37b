import { DAY_MS, type EpochMs, MINUTE_MS, toEpochMs } from "@/core/instant";
import type { HoursLayer, HoursLayers, HoursLevel, OpenInterval, PersonZone, WeeklyHours } from "./schedule-hours";
import { type CivilDay, isZone, toCivilDay, weekdayOf, type ZoneCalendar } from "./schedule-zone";

/** Hours after inheritance: the innermost week wins whole; dates are taken one by one, the inner level first. */
export interface EffectiveHours {
  readonly weekly: WeeklyHours | null;
  readonly level: HoursLevel;
  readonly dates: readonly {
    readonly level: HoursLevel;
    readonly open: ReadonlyMap<CivilDay, readonly OpenInterval[]>;
  }[];
}

export interface Opening {
  readonly at: EpochMs;
  /** The level that said so. */
  readonly level: HoursLevel;
}

const LEVELS = ["node", "sequence", "topic", "workspace"] as const satisfies readonly HoursLevel[];

/** How far ahead an opening is looked for. */
export const HOURS_HORIZON_DAYS = 400;

/** Applies the inheritance workspace → topic → sequence → node. Null when no level says anything: always open. */
export function resolveHours(layers: HoursLayers): EffectiveHours | null {
  let weekly: WeeklyHours | null = null;
  let level: HoursLevel = "workspace";
  const dates: EffectiveHours["dates"][number][] = [];
  for (const name of LEVELS) {
    const layer = layers[name];
    if (layer === null) continue;
    if (weekly === null && layer.weekly !== null) {
      weekly = layer.weekly;
      level = name;
    }
    if (layer.dates.length > 0) dates.push({ level: name, open: datesOf(layer) });
  }
  return weekly === null && dates.length === 0 ? null : { weekly, level, dates };
}

/**
 * The first open instant at or after `at`, in the zone of the calendar. The level is that of the day `at` lies in when it is
 * closed then. Null when nothing opens within 400 days.
 */
export function nextOpen(hours: EffectiveHours, calendar: ZoneCalendar, at: EpochMs): Opening | null {
  const today = calendar.dayOf(at);
  const level = hoursOfDay(hours, today).level;
  for (let day = today; day <= today + HOURS_HORIZON_DAYS; day += 1) {
    let best: EpochMs | null = null;
    for (const interval of hoursOfDay(hours, day).open) {
      const start = calendar.instantOf(day, interval.fromMinute);
      if (endOf(calendar, day, interval, start) <= at) continue;
      const opens = start > at ? start : at;
      if (best === null || opens < best) best = opens;
    }
    if (best !== null) return { at: best, level };
  }
  return null;
}

/** Whether messages may leave at this instant. */
export function isOpen(hours: EffectiveHours, calendar: ZoneCalendar, at: EpochMs): boolean {
  return nextOpen(hours, calendar, at)?.at === at;
}

/** The zone that holds, with its source: explicit → inferred → company → workspace → UTC. Unknown names are passed over. */
export function resolveZone(known: {
  explicit: string | null;
  inferred: string | null;
  company: string | null;
  workspace: string;
}): PersonZone {
  for (const source of ["explicit", "inferred", "company", "workspace"] as const) {
    const id = known[source];
    if (id !== null && isZone(id)) return { id, source };
  }
  return { id: "UTC", source: "workspace" };
}

const ALWAYS: readonly OpenInterval[] = [{ fromMinute: 0, toMinute: 1440 }];

function hoursOfDay(hours: EffectiveHours, day: CivilDay): { open: readonly OpenInterval[]; level: HoursLevel } {
  for (const dated of hours.dates) {
    const open = dated.open.get(day);
    if (open !== undefined) return { open, level: dated.level };
  }
  return { open: hours.weekly === null ? ALWAYS : (hours.weekly[weekdayOf(day)] ?? ALWAYS), level: hours.level };
}

/** A window that lies wholly in an hour that is left out opens after it, for its own length: the day is not lost. */
function endOf(calendar: ZoneCalendar, day: CivilDay, interval: OpenInterval, start: EpochMs): EpochMs {
  const end = calendar.instantOf(day, interval.toMinute);
  if (end > start || calendar.startOf(day + 1) - calendar.startOf(day) < DAY_MS / 2) return end;
  return toEpochMs(start + (interval.toMinute - interval.fromMinute) * MINUTE_MS);
}

const parsedDates = new WeakMap<HoursLayer, ReadonlyMap<CivilDay, readonly OpenInterval[]>>();

function datesOf(layer: HoursLayer): ReadonlyMap<CivilDay, readonly OpenInterval[]> {
  const known = parsedDates.get(layer);
  if (known !== undefined) return known;
  const made = new Map(layer.dates.map((entry) => [toCivilDay(entry.date), entry.open]));
  parsedDates.set(layer, made);
  return made;
}
