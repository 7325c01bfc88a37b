import type { ReactNode } from "react";
import { cn } from "./cn";

export type TimelineTone = "neutral" | "pine" | "amber" | "iris" | "slate" | "rust";

const ring: Record<TimelineTone, string> = {
  neutral: "border-ink3",
  pine: "border-pine",
  amber: "border-amber",
  iris: "border-iris",
  slate: "border-slate",
  rust: "border-rust",
};

/** A numbered ink stamp: the same number stands on the step in the canvas. */
export function Stamp({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return (
    <span
      className={cn(
        "tabular grid size-6 shrink-0 place-items-center rounded-pill bg-ink font-semibold text-canvas text-caption",
        className,
      )}
    >
      {children}
    </span>
  );
}

/** A thing that did not happen (held, skipped, ignored): hollow. */
export function HollowStamp({ tone = "neutral", dashed = false }: { tone?: TimelineTone; dashed?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cn("block size-6 shrink-0 rounded-pill border-2", dashed && "border-dashed", ring[tone])}
    />
  );
}
