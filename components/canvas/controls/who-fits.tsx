"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useSettled } from "@/components/ui/use-settled";
import { type Condition, checkCondition, isEverybody } from "@/core/audience";

const SHOWN = 5;

/** Under a condition: how many people it means right now, and five of them on demand. Nothing while it is unfinished. */
export function WhoFits({ condition, label }: { condition: Condition; label: string }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const settled = useSettled(condition);
  const asks = !isEverybody(settled) && checkCondition(settled).length === 0;
  const preview = useQuery({
    ...trpc.segments.preview.queryOptions({ condition: settled }),
    enabled: asks,
    placeholderData: keepPreviousData,
  });
  if (!asks) return null;
  if (preview.error) return <p className="text-caption text-rust">{errorMessage(preview.error)}</p>;
  const { count, sample } = preview.data ?? { count: null, sample: [] };
  return (
    <section aria-label={`${label}: who fits`} className="text-caption">
      <p role="status" className="flex min-h-5 items-center justify-between gap-2 text-ink2">
        <span className="tabular">
          {count === null
            ? "Counting…"
            : `${count.toLocaleString("en")} ${count === 1 ? "person fits" : "people fit"} now`}
        </span>
        {sample.length > 0 ? (
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="cursor-pointer text-pine underline underline-offset-2"
          >
            {open ? "Hide them" : sample.length === 1 ? "Show who" : `Show ${Math.min(SHOWN, sample.length)}`}
          </button>
        ) : null}
      </p>
      {open ? (
        <ul className="mt-1 flex flex-col gap-0.5 text-ink2">
          {sample.slice(0, SHOWN).map(({ id, name, email }) => (
            <li key={id} className="truncate">
              {name}
              {email && email !== name ? <span className="text-ink3"> {email}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
