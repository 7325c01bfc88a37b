"use client";

import { useEffect, useState } from "react";
import { ClockMover } from "@/components/shell/clock-mover";
import { formatInstant, toZoneName } from "@/components/ui/date-format";

export interface ClockCardProps {
  offsetMs: number;
  zone: string;
  onMoved: () => void;
}

/** What time it is in the sandbox, and what moves it. */
export function ClockCard({ offsetMs, zone, onMoved }: ClockCardProps) {
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    const tick = () => setNow(new Date(Date.now() + offsetMs));
    tick();
    const timer = setInterval(tick, 5_000);
    return () => clearInterval(timer);
  }, [offsetMs]);
  return (
    <section aria-label="Sandbox time" className="flex flex-col gap-3">
      <h3 className="font-semibold">
        Sandbox time
        <span className="tabular block font-normal text-ink2">
          {now ? `${formatInstant(now, zone, "full")}, ${toZoneName(zone)}` : " "}
        </span>
      </h3>
      <ClockMover zone={zone} onMoved={onMoved} />
    </section>
  );
}
