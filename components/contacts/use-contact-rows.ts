"use client";

import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useCallback, useState } from "react";
import { useTRPC } from "@/components/trpc/react";
import type { AppRouter } from "@/server/api/root";

export type ContactRow = inferRouterOutputs<AppRouter>["contacts"]["list"]["items"][number];

export interface ContactFilter {
  readonly search?: string;
  readonly tag?: string;
  readonly ownerId?: string | null;
  readonly segmentId?: string;
  readonly archived?: boolean;
}

const PAGE = 100;

/** A list of any length by the pages in view: the bar can be pulled anywhere, what is not there yet is a skeleton. */
export function useContactRows(filter: ContactFilter) {
  const trpc = useTRPC();
  const [range, setRange] = useState({ first: 0, last: PAGE - 1 });
  const count = useQuery({ ...trpc.contacts.count.queryOptions(filter), placeholderData: keepPreviousData });
  const from = Math.floor(range.first / PAGE);
  const to = Math.max(from, Math.floor(range.last / PAGE));
  const pages = useQueries({
    queries: Array.from({ length: to - from + 1 }, (_, index) =>
      trpc.contacts.list.queryOptions({ ...filter, limit: PAGE, offset: (from + index) * PAGE }),
    ),
  });
  const rowAt = (index: number): ContactRow | undefined =>
    pages[Math.floor(index / PAGE) - from]?.data?.items[index % PAGE];
  const onVisibleRange = useCallback((first: number, last: number) => {
    setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
  }, []);
  return {
    count: count.data?.count,
    rowAt,
    onVisibleRange,
    error: count.error ?? pages.find(({ error }) => error)?.error ?? null,
    retry: () => {
      void count.refetch();
      for (const page of pages) if (page.error) void page.refetch();
    },
  };
}
