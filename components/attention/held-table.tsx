"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { HelpCircle } from "lucide-react";
import { useMemo, useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { IconButton } from "@/components/ui/icon-button";
import { TableSkeleton } from "@/components/ui/page-skeleton";
import type { TableColumn } from "@/components/ui/table-column";
import { VirtualTable } from "@/components/ui/virtual-table";
import { type HeldAct, HeldActDialog, HeldBulkBar } from "./held-actions";
import { type HeldFilterState, HeldFilters } from "./held-filters";
import type { HeldItem } from "./held-list";
import { HeldWhy } from "./held-why";

const PAGE = 100;

const hrefOf = (workspace: string, { contact, enrollmentId }: HeldItem): string =>
  `/${workspace}/contacts/${contact.id}${enrollmentId ? `?path=${enrollmentId}` : ""}`;

/** Everything that waits for its turn: narrowed, explained, let go or cancelled, one by one or all at once. */
export function HeldTable({ workspace, filter }: { workspace: string; filter: HeldFilterState }) {
  const trpc = useTRPC();
  const { zone, workspace: here, can } = useWorkspace();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<HeldAct | null>(null);
  const [why, setWhy] = useState<HeldItem | null>(null);
  const all = useQuery(trpc.attention.counts.queryOptions({}));
  const counted = useQuery({ ...trpc.attention.counts.queryOptions(filter.filter), placeholderData: keepPreviousData });
  const held = useInfiniteQuery(
    trpc.attention.held.infiniteQueryOptions(
      { limit: PAGE, ...filter.filter },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const rows = useMemo(() => (held.data?.pages ?? []).flatMap(({ items }) => items), [held.data]);
  const now = here?.now ?? null;
  const columns = useMemo(() => columnsFor(zone, now ?? new Date(0), setWhy), [zone, now]);
  const total = counted.data?.total ?? rows.length;
  const mayAct = can("hold.override");
  const chosen = [...selected].filter((id) => rows.some(({ touchId }) => touchId === id));

  const ask = (act: HeldAct["act"], everything: boolean) =>
    setAsked(
      everything
        ? { act, which: { filter: filter.filter }, count: total }
        : { act, which: { ids: chosen }, count: chosen.length },
    );
  return (
    <div className="flex flex-col gap-3">
      {chosen.length > 0 ? (
        <HeldBulkBar selected={chosen} total={total} onAct={ask} onClear={() => setSelected(new Set())} />
      ) : (
        <HeldFilters filter={filter} reasons={all.data?.byReason ?? []} />
      )}
      {held.error && !held.data ? (
        <Failure size="inline" onRetry={() => void held.refetch()}>
          {errorMessage(held.error)}
        </Failure>
      ) : held.isPending ? (
        <TableSkeleton rows={8} />
      ) : rows.length === 0 ? (
        <EmptyState size="inline" title={filter.narrowed ? "Nothing of that is held" : "No mail waits"}>
          {filter.narrowed
            ? "Take a filter away to see what else waits."
            : "When two teams want the same person at the same time, the mail that waits stands here with the reason and the time it goes."}
        </EmptyState>
      ) : (
        <VirtualTable<HeldItem>
          label="Held mails"
          columns={columns}
          rowHeight={60}
          rowCount={held.hasNextPage ? Math.max(total, rows.length + 1) : rows.length}
          rowAt={(index) => rows[index]}
          rowId={(row) => row.touchId}
          rowHref={(row) => hrefOf(workspace, row)}
          onVisibleRange={(_, last) => {
            if (last >= rows.length - PAGE / 4 && held.hasNextPage && !held.isFetchingNextPage)
              void held.fetchNextPage();
          }}
          {...(mayAct
            ? {
                selection: {
                  selected: new Set(chosen),
                  onChange: setSelected,
                  labelOf: (id: string) => rows.find((row) => row.touchId === id)?.contact.name ?? "mail",
                },
              }
            : {})}
        />
      )}
      <HeldWhy
        item={why}
        href={why === null ? "" : hrefOf(workspace, why)}
        zone={zone}
        now={now ?? new Date(0)}
        onClose={() => setWhy(null)}
        {...(mayAct
          ? {
              onAct: (act: HeldAct["act"]) => {
                if (why) setAsked({ act, which: { ids: [why.touchId] }, count: 1 });
                setWhy(null);
              },
            }
          : {})}
      />
      <HeldActDialog
        asked={asked}
        onClose={(done) => {
          setAsked(null);
          if (done) setSelected(new Set());
        }}
      />
    </div>
  );
}

function columnsFor(zone: string, now: Date, onWhy: (item: HeldItem) => void): TableColumn<HeldItem>[] {
  return [
    {
      id: "person",
      header: "Person",
      width: "22%",
      cell: ({ contact }) => <span className="font-medium">{contact.name}</span>,
    },
    {
      id: "mail",
      header: "Mail",
      width: "26%",
      hideBelow: "md",
      cell: ({ title, sequenceName, broadcastName }) => (
        <span className="block min-w-0">
          <span className="block truncate">{title}</span>
          <span className="block truncate text-ink3 text-sm">{sequenceName ?? broadcastName ?? "Sent by API"}</span>
        </span>
      ),
    },
    {
      id: "why",
      header: "Why",
      cell: ({ reason }) => (
        <span className="line-clamp-2 whitespace-normal text-amber text-sm" title={reason ?? ""}>
          {reason ?? "About to be judged"}
        </span>
      ),
    },
    {
      id: "goes",
      header: "Goes",
      width: "11rem",
      hideBelow: "sm",
      cell: ({ heldUntil }) =>
        heldUntil ? <DateTime at={heldUntil} zone={zone} now={now} /> : <span className="text-ink3">No date yet</span>,
    },
    {
      id: "more",
      header: "What would change it",
      headerHidden: true,
      width: "3.25rem",
      interactive: true,
      cell: (item) => (
        <IconButton
          size="sm"
          label={`Why, and what would change it: ${item.contact.name}`}
          icon={<HelpCircle />}
          onClick={() => onWhy(item)}
        />
      ),
    },
  ];
}
