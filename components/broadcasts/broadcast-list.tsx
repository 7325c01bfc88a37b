"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal, Plus, Radio } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/page-skeleton";
import type { TableColumn } from "@/components/ui/table-column";
import { describeAudience } from "@/core/broadcast";
import { type BroadcastRow, stateWords } from "./broadcast-data";
import { NewBroadcastDialog } from "./new-broadcast-dialog";

const PAGE = 100;

/** One message to many, and how far each is. */
export function BroadcastList({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const { can, zone } = useWorkspace();
  const { names } = useVocabulary();
  const list = useInfiniteQuery(
    trpc.broadcasts.list.infiniteQueryOptions({ limit: PAGE }, { getNextPageParam: (page) => page.nextCursor }),
  );
  const rows = useMemo(() => (list.data?.pages ?? []).flatMap(({ items }) => items), [list.data]);
  const [creating, setCreating] = useState(false);
  const [leaving, setLeaving] = useState<BroadcastRow | null>(null);
  const open = (id: string) => router.push(`/${workspace}/broadcasts/${id}`);
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.broadcasts.pathKey() });
  const copy = useMutation(
    trpc.broadcasts.duplicate.mutationOptions({ onSuccess: ({ id }) => open(id), onError: notifyFailure }),
  );
  const remove = useMutation(trpc.broadcasts.remove.mutationOptions({ onSuccess: refresh }));
  const columns = useMemo(
    (): TableColumn<BroadcastRow>[] => [
      {
        id: "name",
        header: "Name",
        width: "35%",
        sortValue: (row) => row.name.toLowerCase(),
        cell: (row) => (
          <span className="min-w-0">
            <span className="block truncate font-serif text-lg">{row.name}</span>
            <span className="block truncate text-ink2 text-sm">{row.subject || "No subject yet"}</span>
          </span>
        ),
      },
      {
        id: "state",
        header: "State",
        width: "8rem",
        sortValue: (row) => row.state,
        cell: (row) => {
          const { label, tone, mark } = stateWords[row.state];
          return (
            <Badge tone={tone} mark={mark}>
              {label}
            </Badge>
          );
        },
      },
      { id: "who", header: "Who", hideBelow: "md", cell: (row) => describeAudience(row.audience, names) },
      {
        id: "sent",
        header: "Sent",
        width: "9rem",
        align: "right",
        hideBelow: "sm",
        cell: (row) =>
          row.state === "draft" || row.state === "scheduled" ? (
            <span className="text-ink3">–</span>
          ) : (
            <span className="tabular">
              {row.progress.sent.toLocaleString("en")} of {Math.max(row.total, row.progress.made).toLocaleString("en")}
            </span>
          ),
      },
      {
        id: "when",
        header: "When",
        width: "10rem",
        hideBelow: "lg",
        sortValue: (row) => (row.startedAt ?? row.startAt ?? row.updatedAt).getTime(),
        cell: (row) => <DateTime at={row.startedAt ?? row.startAt ?? row.updatedAt} zone={zone} />,
      },
      {
        id: "menu",
        header: "Actions",
        headerHidden: true,
        width: "3.5rem",
        interactive: true,
        cell: (row) =>
          can("sequences.write") ? (
            <Menu trigger={<IconButton label={`Actions for ${row.name}`} icon={<MoreHorizontal />} size="sm" />}>
              <MenuItem onSelect={() => copy.mutate({ id: row.id })}>Duplicate</MenuItem>
              {row.state === "draft" ? (
                <>
                  <MenuSeparator />
                  <MenuItem danger onSelect={() => setLeaving(row)}>
                    Throw away…
                  </MenuItem>
                </>
              ) : null}
            </Menu>
          ) : null,
      },
    ],
    [names, zone, can, copy.mutate],
  );
  const add = can("sequences.write") ? (
    <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      New broadcast
    </Button>
  ) : null;
  return (
    <Page>
      <PageHeader
        title="Broadcasts"
        description="One message to many people at once. The same rules hold: whoever has had enough today gets it later, or not at all, and you see why."
        actions={add}
      />
      {list.error && !list.data ? (
        <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>
      ) : !list.data ? (
        <TableSkeleton />
      ) : rows.length === 0 ? (
        <EmptyState icon={<Radio />} title="Nothing sent to many yet" action={add}>
          For example: this month's newsletter to everybody who asked for it.
        </EmptyState>
      ) : (
        <>
          <DataTable
            label="Broadcasts"
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            onRowOpen={(row) => open(row.id)}
          />
          {list.hasNextPage ? (
            <div className="flex justify-center py-4">
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show more
              </Button>
            </div>
          ) : null}
        </>
      )}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={`Throw “${leaving?.name ?? ""}” away?`}
        confirmLabel="Throw away"
        danger
        onConfirm={async () => {
          if (leaving) await orSay(remove.mutateAsync({ id: leaving.id }));
        }}
      >
        Nothing of it was sent. What was written is gone.
      </ConfirmDialog>
      <NewBroadcastDialog open={creating} onOpenChange={setCreating} onCreated={open} />
    </Page>
  );
}
