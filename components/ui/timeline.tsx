import type { ReactNode } from "react";
import { cn } from "./cn";

export type TimelineTone = "neutral" | "pine" | "amber" | "iris" | "slate" | "rust";

const text: Record<TimelineTone, string> = {
  neutral: "text-ink2",
  pine: "text-pine",
  amber: "text-amber",
  iris: "text-iris",
  slate: "text-slate",
  rust: "text-rust",
};
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

export interface TimelineRowProps {
  /** The number of the stamp; without it the row is hollow. */
  stamp?: number;
  /** Planned, not yet happened. */
  planned?: boolean;
  tone?: TimelineTone;
  /** What: "S6 held 22 h 47 m". */
  title: ReactNode;
  /** Why: "Outside Maya's hours in Berlin (9–17)". */
  reason?: ReactNode;
  /** When: a DateTime. */
  time?: ReactNode;
  /** Details, actions. */
  children?: ReactNode;
  muted?: boolean;
}

export function TimelineRow({
  stamp,
  planned = false,
  tone = "neutral",
  title,
  reason,
  time,
  children,
  muted = false,
}: TimelineRowProps) {
  return (
    <li className="flex gap-3.5">
      <span className="pt-0.5">
        {stamp === undefined ? <HollowStamp tone={tone} dashed={planned} /> : <Stamp>{stamp}</Stamp>}
      </span>
      <div className="min-w-0 flex-1">
        <p className={cn("font-semibold", (muted || planned) && "text-ink2")}>{title}</p>
        {reason ? <p className={cn("text-sm", text[tone])}>{reason}</p> : null}
        {time ? <p className="text-caption text-ink3">{time}</p> : null}
        {children}
      </div>
    </li>
  );
}

export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="flex flex-col gap-4">
      {children}
    </ol>
  );
}
