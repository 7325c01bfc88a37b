import { cn } from "./cn";

/** Holds the place of what is coming, in its size. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden="true" className={cn("block rounded-sm bg-line/70", className)} />;
}

/** Lines of text of different length. */
export function SkeletonText({ lines = 3, className }: { lines?: number; className?: string | undefined }) {
  const widths = ["w-full", "w-11/12", "w-4/5", "w-2/3"];
  return (
    <span aria-hidden="true" className={cn("flex flex-col gap-2.5", className)}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <Skeleton key={line} className={cn("h-3", widths[line % widths.length])} />
      ))}
    </span>
  );
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
