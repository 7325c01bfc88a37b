"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { formatDuration } from "@/components/ui/date-format";

const OLD_MS = 15_000;

/** How old the figures are; when they no longer come, it says so and can ask again. */
export function FiguresAge({ updatedAt, onRetry }: { updatedAt: number; onRetry: () => void }) {
  const [now, setNow] = useState(updatedAt);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const age = Math.max(0, now - updatedAt);
  const isOld = age > OLD_MS;
  return (
    <p className={cn("flex h-6 items-center gap-2 text-sm tabular", isOld ? "text-amber" : "text-ink2")}>
      {age < 1_000 ? "Updated just now" : `Updated ${formatDuration(age)} ago`}
      {isOld ? (
        <Button size="sm" onClick={onRetry}>
          Ask again
        </Button>
      ) : null}
    </p>
  );
}
