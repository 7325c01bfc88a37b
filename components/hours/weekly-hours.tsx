"use client";

import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { dateHoursSchema, type HoursLayer, type OpenInterval } from "@/core/schedule-hours";
import { fromClock, toClock } from "./clock-time";

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const nine = { fromMinute: 9 * 60, toMinute: 17 * 60 };

/** Hours as somebody has them half typed: closing before opening is a problem to show, not a reason to forget them. */
const typedHours = z.object({
  weekly: z
    .array(z.array(z.object({ fromMinute: z.number(), toMinute: z.number() })))
    .length(7)
    .nullable(),
  dates: z.array(dateHoursSchema).catch([]),
});

/**
 * Own hours of something, day by day in the person's zone; without them it keeps those of the level outside. Fits inside a
 * group with a name.
 */
export function WeeklyHours({
  value,
  onChange,
  problems,
  setLabel,
  inheritLabel,
}: {
  value: unknown;
  onChange: (next: HoursLayer | null) => void;
  /** By the path below the hours: "weekly.2.0.toMinute". */
  problems: Readonly<Record<string, string>>;
  setLabel: string;
  inheritLabel: string;
}) {
  const parsed = typedHours.safeParse(value);
  const weekly = parsed.success ? parsed.data.weekly : null;
  const dates = parsed.success ? parsed.data.dates : [];
  const set = (next: OpenInterval[][]) => onChange({ weekly: next, dates });
  if (weekly === null)
    return (
      <Button
        size="sm"
        className="self-start"
        onClick={() => set(days.map((_, day) => (day < 5 ? [{ ...nine }] : [])))}
      >
        {setLabel}
      </Button>
    );
  return (
    <>
      {weekly.map((intervals, day) => {
        const open = intervals[0];
        const problem = Object.entries(problems).find(([path]) => path.startsWith(`weekly.${day}.`))?.[1];
        const change = (next: OpenInterval | null) =>
          set(weekly.map((old, at) => (at === day ? (next === null ? [] : [next, ...old.slice(1)]) : old)));
        return (
          <div key={days[day]} className="flex flex-col">
            <div className="flex min-h-9 items-center gap-2">
              <Checkbox
                className="w-16"
                label={days[day]}
                checked={open !== undefined}
                onCheckedChange={(checked) => change(checked ? { ...nine } : null)}
              />
              {open ? (
                <>
                  <Clock
                    label={`${days[day]} from`}
                    minute={open.fromMinute}
                    onChange={(fromMinute) => change({ ...open, fromMinute })}
                  />
                  <span className="text-ink3">–</span>
                  <Clock
                    label={`${days[day]} to`}
                    minute={open.toMinute}
                    onChange={(toMinute) => change({ ...open, toMinute: toMinute === 0 ? 24 * 60 : toMinute })}
                  />
                </>
              ) : (
                <span className="text-ink3 text-sm">closed</span>
              )}
            </div>
            {problem ? <p className="text-rust text-sm">{problem}</p> : null}
          </div>
        );
      })}
      {problems[""] || problems.weekly ? (
        <p role="alert" className="text-rust text-sm">
          {problems[""] ?? problems.weekly}
        </p>
      ) : null}
      <Button
        size="sm"
        variant="quiet"
        className="self-start"
        onClick={() => onChange(dates.length > 0 ? { weekly: null, dates } : null)}
      >
        {inheritLabel}
      </Button>
    </>
  );
}

function Clock({ label, minute, onChange }: { label: string; minute: number; onChange: (minute: number) => void }) {
  return (
    <Input
      type="time"
      size="sm"
      aria-label={label}
      value={toClock(minute)}
      onValueChange={(next) => {
        const made = fromClock(next);
        if (made !== null) onChange(made);
      }}
    />
  );
}
