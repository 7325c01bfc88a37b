"use client";

import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { hoursLayerSchema, type WeeklyHours } from "@/core/schedule-hours";
import type { ControlProps } from "./control";
import { LabelledGroup } from "./labelled";
import { fromClock } from "./value-controls";

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const officeHours: WeeklyHours = days.map((_, day) => (day < 5 ? [{ fromMinute: 9 * 60, toMinute: 17 * 60 }] : []));

/** Own hours for this step, day by day in the person's zone; left empty it keeps those of the sequence. */
export function WeeklyHoursControl(props: ControlProps) {
  const parsed = hoursLayerSchema.safeParse(props.value);
  const weekly = parsed.success ? parsed.data.weekly : null;
  const set = (next: WeeklyHours | null) =>
    props.onChange(next === null ? null : { weekly: next.map((day) => day.map((open) => ({ ...open }))), dates: [] });
  if (weekly === null) {
    return (
      <LabelledGroup props={props}>
        <Button size="sm" className="self-start" onClick={() => set(officeHours)}>
          Set hours for this step
        </Button>
      </LabelledGroup>
    );
  }
  return (
    <LabelledGroup props={props}>
      {weekly.map((intervals, day) => {
        const open = intervals[0];
        const change = (next: { fromMinute: number; toMinute: number } | null) =>
          set(weekly.map((old, at) => (at === day ? (next === null ? [] : [next, ...old.slice(1)]) : old)));
        return (
          <div key={days[day]} className="flex h-9 items-center gap-2">
            <Checkbox
              className="w-16"
              label={days[day]}
              checked={open !== undefined}
              onCheckedChange={(checked) => change(checked ? { fromMinute: 9 * 60, toMinute: 17 * 60 } : null)}
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
                  onChange={(toMinute) => change({ ...open, toMinute })}
                />
              </>
            ) : (
              <span className="text-ink3 text-sm">closed</span>
            )}
          </div>
        );
      })}
      <Button size="sm" variant="quiet" className="self-start" onClick={() => set(null)}>
        Use the sequence's hours
      </Button>
    </LabelledGroup>
  );
}

function Clock({ label, minute, onChange }: { label: string; minute: number; onChange: (minute: number) => void }) {
  const text = `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return (
    <Input
      type="time"
      size="sm"
      aria-label={label}
      value={text}
      onValueChange={(next) => {
        const made = fromClock(next);
        if (made !== null) onChange(made);
      }}
    />
  );
}
