"use client";

import { Clock } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import { formatInstant } from "@/components/ui/date-format";
import { Popover } from "@/components/ui/popover";

export interface ClockChipProps {
  /** Sandbox time minus real time. */
  offsetMs: number;
  zone: string;
  narrow?: boolean;
  /** What moves the clock; opens below the chip. */
  children: ReactNode;
}

/** The clock of a sandbox workspace: its own time, ticking, beside what moves it. */
export function ClockChip({ offsetMs, zone, narrow = false, children }: ClockChipProps) {
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    const tick = () => setNow(new Date(Date.now() + offsetMs));
    tick();
    const timer = setInterval(tick, 10_000);
    return () => clearInterval(timer);
  }, [offsetMs]);

  const words = now ? formatInstant(now, zone, "short", now.getUTCFullYear()) : "";
  return (
    <Popover
      title="Sandbox time"
      side="right"
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Sandbox time: ${words}`}
          className={cn(
            "flex h-9 min-w-0 items-center gap-2 rounded-lg border border-iris/30 bg-iris-tint px-2 text-iris text-sm transition-colors duration-80 hover:border-iris",
            narrow ? "w-9 justify-center px-0" : "w-full",
          )}
        >
          <Clock aria-hidden="true" className="size-4 shrink-0" />
          {narrow ? null : <span className="tabular truncate font-medium">{words}</span>}
        </button>
      }
    >
      {children}
    </Popover>
  );
}
