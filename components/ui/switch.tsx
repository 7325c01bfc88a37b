"use client";

import { Switch as BaseSwitch } from "@base-ui/react/switch";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface SwitchProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  labelHidden?: boolean;
  disabled?: boolean;
  name?: string;
  className?: string | undefined;
}

/** Takes effect at once. For something that is saved with a form use Checkbox. */
export function Switch({
  checked,
  onCheckedChange,
  label,
  hint,
  labelHidden = false,
  disabled = false,
  name,
  className,
}: SwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base UI's switch finds the label that encloses it
    <label className={cn("flex items-start justify-between gap-4", className)}>
      <span className={cn("min-w-0", labelHidden && "sr-only", disabled && "text-ink3")}>
        {label}
        {hint ? <span className="block text-ink3 text-sm">{hint}</span> : null}
      </span>
      <BaseSwitch.Root
        checked={checked}
        onCheckedChange={(next) => onCheckedChange(next)}
        disabled={disabled}
        name={name}
        className="touch-target mt-px flex h-5 w-9 shrink-0 items-center rounded-pill border border-line2 bg-surface2 px-0.5 transition-colors duration-120 data-checked:border-pine data-checked:bg-pine data-disabled:opacity-50"
      >
        <BaseSwitch.Thumb className="size-3.5 rounded-pill bg-line2 transition-[translate,background-color] duration-120 data-checked:translate-x-4 data-checked:bg-on-pine" />
      </BaseSwitch.Root>
    </label>
  );
}
