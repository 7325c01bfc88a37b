"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup as BaseRadioGroup } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface RadioOption<V extends string> {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps<V extends string> {
  /** Heading of the group, also for assistive tech. */
  legend: string;
  legendHidden?: boolean;
  options: readonly RadioOption<V>[];
  value: V | null;
  onValueChange: (value: V) => void;
  /** `card`: each choice is a box (publish page); `plain`: a list. */
  look?: "card" | "plain";
  name?: string;
  disabled?: boolean;
}

export function RadioGroup<V extends string>({
  legend,
  legendHidden = false,
  options,
  value,
  onValueChange,
  look = "plain",
  name,
  disabled = false,
}: RadioGroupProps<V>) {
  return (
    <BaseRadioGroup<V | null>
      aria-label={legend}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
      name={name}
      disabled={disabled}
      className="flex flex-col"
    >
      <span aria-hidden="true" className={cn("mb-1.5 font-medium text-ink2 text-sm", legendHidden && "sr-only")}>
        {legend}
      </span>
      <span className={cn("flex flex-col", look === "card" ? "gap-2" : "gap-2.5")}>
        {options.map((option) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: Base UI's radio finds the label that encloses it
          <label
            key={option.value}
            className={cn(
              "flex items-start gap-2.5",
              look === "card" &&
                "rounded-lg border border-line bg-surface px-3 py-2.5 transition-colors duration-80 hover:border-line2 has-data-checked:border-pine has-data-checked:bg-pine-tint",
            )}
          >
            <Radio.Root
              value={option.value}
              disabled={option.disabled ?? false}
              className="touch-target mt-0.5 grid size-4 shrink-0 place-items-center rounded-pill border-[2.5px] border-line2 bg-surface transition-colors duration-80 data-checked:border-pine data-disabled:opacity-50"
            >
              <Radio.Indicator className="size-1.5 rounded-pill bg-pine" />
            </Radio.Root>
            <span className="min-w-0">
              <span className={cn("block", look === "card" && "font-medium")}>{option.label}</span>
              {option.hint ? <span className="block text-ink2 text-sm">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </span>
    </BaseRadioGroup>
  );
}
