import type { ReactNode } from "react";
import { cn } from "./cn";

export type CalloutTone = "amber" | "rust" | "pine" | "slate" | "neutral";

const tones: Record<CalloutTone, string> = {
  amber: "bg-amber-tint text-amber",
  rust: "bg-rust-tint text-rust",
  pine: "bg-pine-tint text-pine",
  slate: "bg-slate-tint text-slate",
  neutral: "border border-line bg-surface2 text-ink2",
};

export interface CalloutProps {
  tone?: CalloutTone;
  /** The answer, in bold: "Next: S9 on Thu 21 May, 9:00–11:00 Berlin." */
  title?: ReactNode;
  /** Why, in a sentence. */
  children?: ReactNode;
  action?: ReactNode;
  /** `alert` speaks at once (something failed); `status` when idle (something changed). Leave out for what was there from the start. */
  live?: "alert" | "status";
  className?: string | undefined;
}

/** The answer-sentence box. */
export function Callout({ tone = "neutral", title, children, action, live, className }: CalloutProps) {
  return (
    <div
      role={live}
      className={cn(
        "flex flex-wrap items-start gap-x-4 gap-y-2 rounded-lg px-3.5 py-3 text-base",
        tones[tone],
        className,
      )}
    >
      <p className="min-w-0 flex-1 basis-60 leading-[1.45]">
        {title ? <strong className={cn("font-semibold", tone === "neutral" && "text-ink")}>{title} </strong> : null}
        {children}
      </p>
      {action}
    </div>
  );
}
