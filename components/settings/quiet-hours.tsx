"use client";

import { fromClock, toClock } from "@/components/hours/clock-time";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { defaultQuietHours } from "@/core/attention/default-rules";
import { type HoursLayer, toOpenHours } from "@/core/schedule-hours";

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Quiet from evening to morning, and whole days: the way people say it. Kept as open hours. */
export function QuietHours({
  value,
  onChange,
}: {
  value: HoursLayer | null;
  onChange: (hours: HoursLayer | null) => void;
}) {
  const open = value?.weekly?.find((day) => day.length > 0)?.[0];
  const morning = open?.fromMinute ?? 8 * 60;
  const evening = open?.toMinute ?? 20 * 60;
  const quietDays = (value?.weekly ?? []).flatMap((day, index) => (day.length === 0 ? [index] : []));
  const set = (change: { morning?: number; evening?: number; quietDays?: number[] }) => {
    const next = {
      fromMinute: change.evening ?? evening,
      toMinute: change.morning ?? morning,
      quietDays: change.quietDays ?? quietDays,
    };
    if (next.toMinute < next.fromMinute) onChange({ weekly: toOpenHours(next), dates: value?.dates ?? [] });
  };
  return (
    <div className="flex flex-col gap-3">
      <Switch
        label="Quiet hours"
        hint="Mail waits until they are over; it takes no slot meanwhile."
        checked={value?.weekly != null}
        onCheckedChange={(on) => onChange(on ? defaultQuietHours : null)}
      />
      {value?.weekly ? (
        <>
          <div className="flex flex-wrap gap-4">
            <Field label="Quiet from">
              <Input
                type="time"
                value={toClock(evening)}
                onValueChange={(text) => set({ evening: fromClock(text) ?? evening })}
              />
            </Field>
            <Field label="until">
              <Input
                type="time"
                value={toClock(morning)}
                onValueChange={(text) => set({ morning: fromClock(text) ?? morning })}
              />
            </Field>
          </div>
          <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
            <legend className="mb-1.5 font-medium text-ink2 text-sm">Quiet all day on</legend>
            {days.map((day, index) => (
              <Checkbox
                key={day}
                label={day}
                checked={quietDays.includes(index)}
                onCheckedChange={(on) =>
                  set({
                    quietDays: days.flatMap((_, at) => ((at === index ? on : quietDays.includes(at)) ? [at] : [])),
                  })
                }
              />
            ))}
          </fieldset>
        </>
      ) : null}
    </div>
  );
}
