import type { ReactNode } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { cn } from "@/components/ui/cn";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";

/** The list of a card: while it loads, where it fails, when there is nothing, and its rows. */
export function ListFrame<Row>({
  items,
  error,
  onRetry,
  empty,
  skeleton = "h-16",
  children,
}: {
  /** Not there yet: undefined. */
  items: readonly Row[] | undefined;
  error: unknown;
  onRetry: () => void;
  /** Said when there is none. */
  empty: ReactNode;
  /** About the height it will have. */
  skeleton?: string;
  children: (row: Row) => ReactNode;
}) {
  return (
    <div className="border-line border-t">
      {error ? (
        <Failure size="inline" onRetry={onRetry}>
          {errorMessage(error)}
        </Failure>
      ) : items === undefined ? (
        <Skeleton className={cn("m-5", skeleton)} />
      ) : items.length === 0 ? (
        <p className="px-5 py-5 text-ink2">{empty}</p>
      ) : (
        <ul>{items.map(children)}</ul>
      )}
    </div>
  );
}
