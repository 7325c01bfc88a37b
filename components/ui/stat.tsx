import type { ReactNode } from "react";

/** A big figure in Newsreader with what it counts below ("1,205 in the sequence"). */
export function Stat({ value, label, hint }: { value: ReactNode; label: ReactNode; hint?: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col-reverse justify-end">
      <dt className="text-ink2 text-sm">
        {label}
        {hint ? <span className="block text-caption text-ink3">{hint}</span> : null}
      </dt>
      <dd className="tabular font-serif text-figure">{value}</dd>
    </div>
  );
}

/** Lays Stats out. */
export function StatList({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[repeat(auto-fit,minmax(6.5rem,1fr))] gap-x-6 gap-y-4">{children}</dl>;
}
