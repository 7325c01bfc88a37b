import type { ReactNode } from "react";
import { cn } from "./cn";

/** A key, as on the insert menu. */
export function Kbd({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return (
    <kbd
      className={cn(
        "inline-flex h-5 min-w-6 items-center justify-center rounded-pill border border-line bg-surface2 px-1.5 font-mono text-ink2 text-micro",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
