"use client";

import { fromClock, toClock } from "@/components/hours/clock-time";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { defaultQuietHours } from "@/core/attention/default-rules";
import type { HoursLayer } from "@/core/schedule-hours";

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MIDNIGHT = 24 * 60;

/**
 * Quiet from evening to morning, and whole days: the way people say it. Kept as open hours, also half typed: an evening
 * before its morning stands there with what is wrong, and is refused when it is saved.
 */
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
  const problem =
    evening <= morning ? "Quiet begins in the evening and ends in the morning after: this never opens" : undefined;
  const set = (change: { morning?: number; evening?: number; quietDays?: number[] }) => {
    const next = { morning, evening, quietDays, ...change };
    const hours = { fromMinute: next.morning, toMinute: next.evening };
    const weekly = days.map((_, index) => (next.quietDays.includes(index) ? [] : [hours]));
    onChange({ weekly, dates: value?.dates ?? [] });
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
            <Field label="Quiet from" error={problem}>
              <Input
                type="time"
                value={toClock(evening)}
                onValueChange={(text) => set({ evening: (fromClock(text) ?? evening) || MIDNIGHT })}
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
