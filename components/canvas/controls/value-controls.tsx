"use client";

import { fromClock, toClock } from "@/components/hours/clock-time";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { durationUnits } from "@/core/duration";
import { isJsonObject } from "@/core/json";
import { asList, asNumber, asText, type ControlProps } from "./control";
import { InnerProblem, Labelled, LabelledGroup } from "./labelled";

/** An empty field is no number yet: it stays empty and the check says so. */
export const toNumber = (text: string): number | null =>
  text.trim() === "" || Number.isNaN(Number(text)) ? null : Number(text);

export function NumberControl(props: ControlProps) {
  const { field, value, onChange } = props;
  return (
    <Labelled props={props}>
      <Input
        type="number"
        inputMode="numeric"
        {...(field.min === undefined ? {} : { min: field.min })}
        {...(field.max === undefined ? {} : { max: field.max })}
        value={asNumber(value) ?? ""}
        onValueChange={(text) => onChange(toNumber(text), true)}
        trailing={field.unit}
      />
    </Labelled>
  );
}

export function ToggleControl({ field, value, onChange }: ControlProps) {
  return (
    <Switch
      checked={value === true}
      onCheckedChange={(checked) => onChange(checked)}
      label={field.label}
      {...(field.hint === undefined ? {} : { hint: field.hint })}
    />
  );
}

export function SelectControl(props: ControlProps) {
  const { field, value, onChange } = props;
  return (
    <Labelled props={props} native={false}>
      <Select
        aria-label={field.label}
        options={field.options ?? []}
        value={asText(value)}
        onValueChange={(chosen) => onChange(chosen)}
      />
    </Labelled>
  );
}

const units = durationUnits.map((unit) => ({ value: unit, label: unit }));

/** "3 days": amount and unit side by side. Used alone and inside other controls. */
export function DurationParts({
  value,
  onChange,
  label,
}: {
  value: ControlProps["value"];
  onChange: ControlProps["onChange"];
  label: string;
}) {
  const amount = isJsonObject(value) ? (value.amount ?? null) : null;
  const unit = isJsonObject(value) ? asText(value.unit) : "days";
  return (
    <div className="flex gap-2">
      <Input
        type="number"
        min={1}
        aria-label={`${label}: how many`}
        value={typeof amount === "number" ? amount : ""}
        onValueChange={(text) => onChange({ amount: toNumber(text), unit }, true)}
        className="w-24"
      />
      <Select
        aria-label={`${label}: unit`}
        options={units}
        value={unit}
        onValueChange={(chosen) => onChange({ amount, unit: chosen })}
      />
    </div>
  );
}

export function DurationControl(props: ControlProps) {
  return (
    <LabelledGroup props={props}>
      <DurationParts value={props.value} onChange={props.onChange} label={props.field.label} />
      <InnerProblem message={props.problems.amount} />
    </LabelledGroup>
  );
}

export function TimeOfDayControl(props: ControlProps) {
  const minute = asNumber(props.value);
  return (
    <Labelled props={props}>
      <Input
        type="time"
        value={minute === null ? "" : toClock(minute)}
        onValueChange={(text) => props.onChange(fromClock(text))}
      />
    </Labelled>
  );
}

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** No day chosen means every day. */
export function WeekdaysControl(props: ControlProps) {
  const chosen = asList(props.value);
  return (
    <LabelledGroup props={props}>
      <div className="flex flex-wrap gap-x-3 gap-y-1.5">
        {days.map((day, index) => (
          <Checkbox
            key={day}
            label={day.slice(0, 3)}
            aria-label={day}
            checked={chosen.includes(index)}
            onCheckedChange={(checked) =>
              props.onChange(days.flatMap((_, at) => ((at === index ? checked : chosen.includes(at)) ? [at] : [])))
            }
          />
        ))}
      </div>
    </LabelledGroup>
  );
}
