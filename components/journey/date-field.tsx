"use client";

import { fromLocalInput, toLocalInput } from "@/components/shell/clock-target";
import { toZoneName } from "@/components/ui/date-format";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A date and time on the wall clock of a zone. Answers null while it is incomplete. */
export function DateField({
  label,
  value,
  zone,
  onChange,
  optional = false,
  error,
  hint,
}: {
  label: string;
  value: Date | null;
  zone: string;
  onChange: (value: Date | null) => void;
  optional?: boolean;
  error?: string | undefined;
  hint?: string;
}) {
  return (
    <Field label={label} optional={optional} error={error} hint={hint ?? `Time in ${toZoneName(zone)}`}>
      <Input
        type="datetime-local"
        defaultValue={value === null ? "" : toLocalInput(value, zone)}
        onValueChange={(text: string) => onChange(fromLocalInput(text, zone))}
      />
    </Field>
  );
}
