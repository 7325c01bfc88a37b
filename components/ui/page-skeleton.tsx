import { Page } from "./page";
import { Loading, Skeleton } from "./skeleton";

function HeaderSkeleton() {
  return (
    <div className="flex items-start justify-between gap-6 pb-5">
      <div>
        <Skeleton className="h-8 w-44" />
        <Skeleton className="mt-2.5 h-3.5 w-72 max-w-full" />
      </div>
      <Skeleton className="h-[34px] w-32 rounded-lg" />
    </div>
  );
}

/** Rows of a table in their real height (44 px) under its head (36 px). */
export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <div className="h-9 border-line border-b bg-surface2" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <div key={row} className="flex h-11 items-center gap-8 border-line border-b px-4 last:border-b-0">
          <Skeleton className="h-3 w-1/4" />
          <Skeleton className="h-3 w-1/3" />
          <Skeleton className="ml-auto h-3 w-16" />
        </div>
      ))}
    </div>
  );
}

/** A list page that loads: title, filters, table. */
export function ListPageSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <Loading>
      <Page>
        <HeaderSkeleton />
        <TableSkeleton rows={rows} />
      </Page>
    </Loading>
  );
}

/** A page of one thing: title, then cards. */
export function DetailPageSkeleton() {
  return (
    <Loading>
      <Page>
        <HeaderSkeleton />
        <div className="grid gap-5 lg:grid-cols-[2fr_1fr]">
          <Skeleton className="h-96 rounded-card" />
          <Skeleton className="h-64 rounded-card" />
        </div>
      </Page>
    </Loading>
  );
}

/** The canvas and its panel. */
export function CanvasSkeleton() {
  return (
    <Loading label="Loading the sequence…">
      <div className="shell-height flex flex-col">
        <div className="flex h-14 shrink-0 items-center gap-4 border-line border-b bg-surface px-4">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-9 w-80 rounded-lg" />
        </div>
        <div className="flex min-h-0 flex-1">
          <div className="flex flex-1 flex-col items-center gap-8 pt-12">
            <Skeleton className="h-20 w-[268px] rounded-card" />
            <Skeleton className="h-20 w-[268px] rounded-card" />
            <Skeleton className="h-20 w-[268px] rounded-card" />
          </div>
          <div className="hidden w-[372px] border-line border-l bg-surface md:block" />
        </div>
      </div>
    </Loading>
  );
}
