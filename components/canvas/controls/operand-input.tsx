"use client";

import { Input } from "@/components/ui/input";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { Select } from "@/components/ui/select";
import type { OperandControl } from "@/core/audience-operator";
import { isJsonObject, type JsonValue } from "@/core/json";
import { asNumber, asStrings, asText } from "./control";
import { toNumber } from "./value-controls";

/** Where each operand begins: nothing to compare with yet. */
export function emptyOperand(operand: OperandControl): JsonValue {
  if (operand === "list") return [];
  if (operand === "count") return { count: 1, days: null };
  if (operand === "sum") return { sum: 0, days: null };
  if (operand === "range") return { from: null, to: null };
  return operand === "text" || operand === "date" ? "" : null;
}

export interface OperandProps {
  readonly operand: OperandControl;
  readonly value: JsonValue;
  readonly onChange: (value: JsonValue) => void;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[] | null;
}

/** What a test compares with, by the control its operator names. */
export function OperandInput({ operand, value, onChange, label, choices }: OperandProps) {
  switch (operand) {
    case "none":
      return null;
    case "text":
      return choices === null ? (
        <Input aria-label={label} value={asText(value)} onValueChange={onChange} />
      ) : (
        <Select
          aria-label={label}
          options={choices}
          value={asText(value) || null}
          onValueChange={onChange}
          placeholder="Choose…"
        />
      );
    case "date":
      return <Input type="date" aria-label={label} value={asText(value)} onValueChange={onChange} />;
    case "number":
    case "days":
      return (
        <Input
          type="number"
          aria-label={label}
          value={asNumber(value) ?? ""}
          onValueChange={(text) => onChange(toNumber(text))}
          trailing={operand === "days" ? "days" : undefined}
        />
      );
    case "range":
      return (
        <TwoNumbers
          value={value}
          keys={["from", "to"]}
          labels={[`${label}, from`, `${label}, to`]}
          onChange={onChange}
        />
      );
    case "count":
      return (
        <TwoNumbers
          value={value}
          keys={["count", "days"]}
          labels={[`${label}: how often`, `${label}: in how many days (empty: ever)`]}
          onChange={onChange}
          units={["×", "days"]}
        />
      );
    case "sum":
      return (
        <TwoNumbers
          value={value}
          keys={["sum", "days"]}
          labels={[`${label}: amount`, `${label}: in how many days (empty: ever)`]}
          onChange={onChange}
          units={["", "days"]}
        />
      );
    case "list":
      return choices === null ? (
        <Input
          aria-label={label}
          placeholder="One, two, three"
          value={asStrings(value).join(", ")}
          onValueChange={(text) =>
            onChange(
              text
                .split(",")
                .map((part) => part.trim())
                .filter((part, index, all) => part !== "" || index === all.length - 1),
            )
          }
        />
      ) : (
        <MultiCombobox
          aria-label={label}
          options={choices}
          value={asStrings(value)}
          onValueChange={(chosen) => onChange(chosen)}
        />
      );
  }
}

function TwoNumbers({
  value,
  keys,
  labels,
  units,
  onChange,
}: {
  value: JsonValue;
  keys: readonly [string, string];
  labels: readonly [string, string];
  units?: readonly [string, string];
  onChange: (value: JsonValue) => void;
}) {
  const object = isJsonObject(value) ? value : {};
  return (
    <div className="flex gap-2">
      {keys.map((key, index) => (
        <Input
          key={key}
          type="number"
          aria-label={labels[index] ?? key}
          value={asNumber(object[key]) ?? ""}
          onValueChange={(text) => onChange({ ...object, [key]: toNumber(text) })}
          trailing={units?.[index]}
        />
      ))}
    </div>
  );
}
