"use client";

import { Checkbox as BaseCheckbox } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface CheckboxProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** Visible words; without them give `aria-label`. */
  label?: ReactNode;
  hint?: ReactNode;
  "aria-label"?: string;
  /** Some but not all below it are chosen. */
  indeterminate?: boolean;
  disabled?: boolean;
  name?: string;
  className?: string | undefined;
}

export function Checkbox({
  checked,
  onCheckedChange,
  label,
  hint,
  indeterminate = false,
  disabled = false,
  name,
  className,
  "aria-label": ariaLabel,
}: CheckboxProps) {
  const box = (
    <BaseCheckbox.Root
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next)}
      indeterminate={indeterminate}
      disabled={disabled}
      name={name}
      aria-label={ariaLabel}
      className="touch-target mt-0.5 grid size-4 shrink-0 place-items-center rounded-xs border border-line2 bg-surface transition-colors duration-80 hover:border-ink3 data-checked:border-pine data-indeterminate:border-pine data-checked:bg-pine data-indeterminate:bg-pine data-disabled:opacity-50"
    >
      <BaseCheckbox.Indicator className="text-on-pine">
        {indeterminate ? (
          <Minus aria-hidden="true" className="size-3" strokeWidth={3} />
        ) : (
          <Check aria-hidden="true" className="size-3" strokeWidth={3} />
        )}
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  );
  if (!label) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base UI's checkbox finds the label that encloses it
    <label className={cn("flex items-start gap-2.5", disabled && "text-ink3", className)}>
      {box}
      <span className="min-w-0">
        {label}
        {hint ? <span className="block text-ink3 text-sm">{hint}</span> : null}
      </span>
    </label>
  );
}
