"use client";

import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc/react";
import { useSettled } from "@/components/ui/use-settled";
import type { AppRouter } from "@/server/api/root";
import { PageAnchors } from "./page-anchors";

export type ContactRow = inferRouterOutputs<AppRouter>["contacts"]["list"]["items"][number];

export interface ContactFilter {
  readonly search?: string;
  readonly tag?: string;
  readonly ownerId?: string | null;
  readonly segmentId?: string;
  readonly archived?: boolean;
}

const PAGE = 100;
/** While the bar is pulled, pages that fly by are not asked for. */
const AT_REST_MS = 90;

/**
 * A list of any length by the pages in view: the bar can be pulled anywhere, what is not there yet is a skeleton. A page that
 * follows one that is known goes on from its last row; one pulled to is counted from the nearest page before it.
 */
export function useContactRows(filter: ContactFilter) {
  const trpc = useTRPC();
  const [range, setRange] = useState({ first: 0, last: PAGE - 1 });
  const count = useQuery({ ...trpc.contacts.count.queryOptions(filter), placeholderData: keepPreviousData });
  const kept = useRef<Kept | null>(null);
  if (kept.current?.filter !== filter) kept.current = { filter, anchors: new PageAnchors(PAGE), rows: new Map() };
  const { anchors, rows } = kept.current;
  const wanted = useSettled(range, AT_REST_MS);
  const from = Math.floor(wanted.first / PAGE);
  const to = Math.max(from, Math.floor(wanted.last / PAGE));
  const pages = useQueries({
    queries: Array.from({ length: to - from + 1 }, (_, index) =>
      trpc.contacts.list.queryOptions({ ...filter, limit: PAGE, ...anchors.inputOf(from + index) }),
    ),
  });
  useEffect(() => {
    pages.forEach(({ data }, index) => {
      if (!data) return;
      anchors.note(from + index, data.nextCursor);
      rows.set(from + index, data.items);
    });
  });
  const rowAt = (index: number): ContactRow | undefined => {
    const page = Math.floor(index / PAGE);
    return (pages[page - from]?.data?.items ?? rows.get(page))?.[index % PAGE];
  };
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

/** What is known of one filter's list: where pages begin, and rows that were seen, shown until they come anew. */
interface Kept {
  readonly filter: ContactFilter;
  readonly anchors: PageAnchors;
  readonly rows: Map<number, readonly ContactRow[]>;
}
