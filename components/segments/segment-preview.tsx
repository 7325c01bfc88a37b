"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Skeleton } from "@/components/ui/skeleton";
import { useSettled } from "@/components/ui/use-settled";
import { type Condition, checkCondition } from "@/core/audience";

const SHOWN = 5;

/** Whom a condition means right now: how many, and five of them. */
export function SegmentPreview({ condition }: { condition: Condition }) {
  const trpc = useTRPC();
  const settled = useSettled(condition);
  const problem = checkCondition(settled)[0];
  const preview = useQuery({
    ...trpc.segments.preview.queryOptions({ condition: settled }),
    enabled: problem === undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <section aria-label="Who fits" aria-live="polite" className="rounded-lg border border-line bg-surface2 px-4 py-3">
      {problem ? (
        <p className="text-ink2 text-sm">{problem.message}</p>
      ) : preview.error ? (
        <p className="text-rust text-sm">{errorMessage(preview.error)}</p>
      ) : !preview.data ? (
        <Skeleton className="h-24 w-full" />
      ) : (
        <>
          <p>
            <span className="font-serif text-title tabular">{preview.data.count.toLocaleString("en")}</span>{" "}
            {preview.data.count === 1 ? "person fits now" : "people fit now"}
          </p>
          <ul className="mt-1.5 flex min-h-25 flex-col text-ink2 text-sm">
            {preview.data.sample.slice(0, SHOWN).map(({ id, name, email }) => (
              <li key={id} className="truncate">
                {name}
                {email && email !== name ? <span className="text-ink3"> {email}</span> : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
