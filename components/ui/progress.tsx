"use client";

import { Progress as BaseProgress } from "@base-ui/react/progress";
import { cn } from "./cn";

export interface ProgressProps {
  label: string;
  /** Null: under way, nobody knows how far. */
  value: number | null;
  max?: number;
  /** Words at the right ("1,240 of 5,000"); default per cent. */
  detail?: string;
  labelHidden?: boolean;
  className?: string | undefined;
}

export function Progress({ label, value, max = 100, detail, labelHidden = false, className }: ProgressProps) {
  return (
    <BaseProgress.Root value={value} max={max} className={cn("flex flex-col gap-1.5", className)}>
      <span className={cn("flex justify-between gap-4 text-sm", labelHidden && "sr-only")}>
        <BaseProgress.Label className="text-ink2">{label}</BaseProgress.Label>
        <BaseProgress.Value className="tabular text-ink3">
          {(formatted) => detail ?? formatted ?? ""}
        </BaseProgress.Value>
      </span>
      <BaseProgress.Track className="h-1.5 overflow-hidden rounded-pill bg-line">
        <BaseProgress.Indicator className="h-full rounded-pill bg-pine transition-[width] duration-160 ease-settle data-indeterminate:w-1/3" />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}
