import { cn } from "./cn";

/** Holds the place of what is coming, in its size. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden="true" data-skeleton className={cn("block rounded-sm bg-line/70", className)} />;
}

/** A page that loads: spoken once, drawn by its children. */
export function Loading({ label = "Loading…", children }: { label?: string; children: React.ReactNode }) {
  return (
    <div role="status" aria-live="polite">
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}
