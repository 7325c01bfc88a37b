"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Span, spanKeys, spans } from "./report-range";

/** Days that end today, or any others. */
export function RangeFields({
  span,
  range,
  today,
  onChange,
}: {
  span: Span;
  range: { from: string; to: string };
  today: string;
  onChange: (next: { span?: Span; from?: string; to?: string }) => void;
}) {
  return (
    <>
      <Select
        aria-label="Days"
        className="w-36"
        options={spanKeys.map((key) => ({ value: key, label: spans[key] }))}
        value={span}
        onValueChange={(next) => onChange(next === "own" ? { span: next, ...range } : { span: next })}
      />
      {span === "own" ? (
        <>
          <Field label="From" labelHidden className="w-40">
            <Input
              type="date"
              max={range.to}
              value={range.from}
              onValueChange={(from) => (from === "" ? undefined : onChange({ from }))}
            />
          </Field>
          <Field label="To" labelHidden className="w-40">
            <Input
              type="date"
              min={range.from}
              max={today}
              value={range.to}
              onValueChange={(to) => (to === "" ? undefined : onChange({ to }))}
            />
          </Field>
        </>
      ) : null}
    </>
  );
}
