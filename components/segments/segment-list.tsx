"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { Filter, MoreHorizontal, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { EnrollDialog } from "@/components/contacts/enroll-dialog";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";
import type { TableColumn } from "@/components/ui/table-column";
import { notify } from "@/components/ui/toast";
import { describeCondition } from "@/core/audience";
import type { AppRouter } from "@/server/api/root";
import { SegmentSheet } from "./segment-sheet";

type SegmentRow = inferRouterOutputs<AppRouter>["segments"]["list"][number];

/** Groups of people by what is true of them. */
export function SegmentList({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can, zone } = useWorkspace();
  const { names } = useVocabulary();
  const list = useQuery(trpc.segments.list.queryOptions());
  const [edited, setEdited] = useState<SegmentRow | "new" | null>(null);
  const [enrolled, setEnrolled] = useState<SegmentRow | null>(null);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.segments.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.workspace.names.queryKey() }),
    ]);
  const archive = useMutation(
    trpc.segments.archive.mutationOptions({
      onSuccess: async () => {
        notify({ title: "Segment archived" });
        await refresh();
      },
      onError: notifyFailure,
    }),
  );
  const columns = useMemo(
    (): TableColumn<SegmentRow>[] => [
      {
        id: "name",
        header: "Name",
        width: "16rem",
        sortValue: (row) => row.name.toLowerCase(),
        cell: (row) => <span className="font-serif text-lg">{row.name}</span>,
      },
      { id: "who", header: "Who", hideBelow: "sm", cell: (row) => describeCondition(row.condition, names) },
      {
        id: "count",
        header: "People",
        width: "6rem",
        align: "right",
        cell: (row) => <SegmentCount id={row.id} />,
      },
      {
        id: "changed",
        header: "Changed",
        width: "9rem",
        hideBelow: "lg",
        sortValue: (row) => row.updatedAt.getTime(),
        cell: (row) => <DateTime at={row.updatedAt} zone={zone} format="day" />,
      },
      {
        id: "menu",
        header: "Actions",
        headerHidden: true,
        width: "3.5rem",
        interactive: true,
        cell: (row) => (
          <Menu trigger={<IconButton label={`Actions for ${row.name}`} icon={<MoreHorizontal />} size="sm" />}>
            <MenuLink href={`/${workspace}/contacts?segment=${row.id}`}>See its people</MenuLink>
            {can("enroll") ? <MenuItem onSelect={() => setEnrolled(row)}>Enroll them…</MenuItem> : null}
            {can("segments.write") ? (
              <>
                <MenuSeparator />
                <MenuItem danger onSelect={() => archive.mutate({ id: row.id })}>
                  Archive
                </MenuItem>
              </>
            ) : null}
          </Menu>
        ),
      },
    ],
    [names, zone, workspace, can, archive.mutate],
  );
  const add = can("segments.write") ? (
    <Button variant="primary" icon={<Plus />} onClick={() => setEdited("new")}>
      New segment
    </Button>
  ) : null;
  return (
    <Page>
      <PageHeader
        title="Segments"
        description="People by what is true of them. Sequences and broadcasts choose by them, and they keep themselves up to date."
        actions={add}
      />
      {list.error && !list.data ? (
        <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>
      ) : !list.data ? (
        <TableSkeleton />
      ) : list.data.length === 0 ? (
        <EmptyState icon={<Filter />} title="Say whom you mean once" action={add}>
          For example: customers in Italy who clicked in the last 30 days and have not bought the new product. You see
          at once who fits.
        </EmptyState>
      ) : (
        <DataTable
          label="Segments"
          columns={columns}
          rows={list.data}
          rowId={(row) => row.id}
          {...(can("segments.write") ? { onRowOpen: (row: SegmentRow) => setEdited(row) } : {})}
        />
      )}
      <SegmentSheet
        open={edited !== null}
        onOpenChange={() => setEdited(null)}
        segment={edited === "new" || edited === null ? undefined : edited}
        onSaved={() => {
          setEdited(null);
          notify({ title: "Segment saved" });
          void refresh();
        }}
      />
      <EnrollDialog
        open={enrolled !== null}
        onOpenChange={() => setEnrolled(null)}
        whom={{ segmentId: enrolled?.id ?? "" }}
        whomLabel={`Everybody in “${enrolled?.name ?? ""}”`}
      />
    </Page>
  );
}

function SegmentCount({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.segments.get.queryOptions({ id }));
  return data ? (
    <span className="tabular">{data.count.toLocaleString("en")}</span>
  ) : (
    <Skeleton className="ml-auto h-3 w-8" />
  );
}
