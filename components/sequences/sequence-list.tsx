"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { MoreHorizontal, Plus, Search, Workflow } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { TableColumn } from "@/components/ui/table-column";
import { notify } from "@/components/ui/toast";
import type { AppRouter } from "@/server/api/root";

export type SequenceRow = inferRouterOutputs<AppRouter>["sequences"]["list"]["items"][number];

/** All sequences with what they do: state, people inside, what came of it. */
export function SequenceList({ workspace, zone }: { workspace: string; zone: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [search, setSearch] = useState("");
  const list = useQuery({
    ...trpc.sequences.list.queryOptions(search.trim() === "" ? {} : { search: search.trim() }),
    placeholderData: keepPreviousData,
  });
  const fail = (error: unknown) =>
    notify({ title: "That did not work", description: errorMessage(error), tone: "error" });
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
  const open = (id: string) => router.push(`/${workspace}/sequences/${id}/draft`);
  const duplicate = useMutation(
    trpc.sequences.duplicate.mutationOptions({ onSuccess: ({ id }) => open(id), onError: fail }),
  );
  const archive = useMutation(
    trpc.sequences.archive.mutationOptions({
      onSuccess: async ({ people }) => {
        notify({
          title: "Archived",
          description: people > 0 ? `${people} people left the sequence.` : "Nobody was inside.",
        });
        await refresh();
      },
      onError: fail,
    }),
  );
  const columns = useMemo(
    () =>
      columnsFor({ zone, onDuplicate: (id) => duplicate.mutate({ id }), onArchive: (id) => archive.mutate({ id }) }),
    [zone, duplicate.mutate, archive.mutate],
  );
  const add = (
    <ButtonLink variant="primary" icon={<Plus />} href={`/${workspace}/sequences/new`}>
      New sequence
    </ButtonLink>
  );

  return (
    <Page>
      <PageHeader
        title="Sequences"
        description="What people get one after the other, depending on what they do."
        actions={add}
      >
        <div className="max-w-72">
          <Input
            aria-label="Search sequences"
            placeholder="Search"
            leading={<Search />}
            value={search}
            onValueChange={setSearch}
          />
        </div>
      </PageHeader>
      {list.isPending ? (
        <Loading label="Sequences are loading">
          <Skeleton className="h-80 w-full" />
        </Loading>
      ) : list.data && list.data.items.length > 0 ? (
        <DataTable
          label="Sequences"
          columns={columns}
          rows={list.data.items}
          rowId={(row) => row.id}
          rowHref={(row) => `/${workspace}/sequences/${row.id}/${row.state === "draft" ? "draft" : "live"}`}
        />
      ) : search.trim() !== "" ? (
        <EmptyState size="inline" title="No sequence is called that">
          Try a part of its name.
        </EmptyState>
      ) : (
        <EmptyState icon={<Workflow />} title="Draw your first sequence" action={add}>
          A sequence sends a mail, waits for what the person does, and goes on accordingly: a reply stops it, a purchase
          ends the selling. Nothing leaves before you publish.
        </EmptyState>
      )}
    </Page>
  );
}

const states = {
  draft: { tone: "neutral", label: "Draft" },
  live: { tone: "pine", label: "Live" },
  paused: { tone: "amber", label: "Paused" },
  archived: { tone: "neutral", label: "Archived" },
} as const;

function columnsFor(on: {
  zone: string;
  onDuplicate: (id: string) => void;
  onArchive: (id: string) => void;
}): TableColumn<SequenceRow>[] {
  const figure = (id: string, header: string, of: (row: SequenceRow) => number): TableColumn<SequenceRow> => ({
    id,
    header,
    align: "right",
    width: "6rem",
    hideBelow: "md",
    sortValue: of,
    cell: (row) => <span className="tabular">{of(row)}</span>,
  });
  return [
    {
      id: "name",
      header: "Name",
      sortValue: (row) => row.name.toLowerCase(),
      cell: (row) => <span className="font-serif text-lg">{row.name}</span>,
    },
    {
      id: "state",
      header: "State",
      width: "8rem",
      sortValue: (row) => row.state,
      cell: (row) => {
        const { tone, label } = states[row.state as keyof typeof states] ?? states.draft;
        return <Badge tone={tone}>{label}</Badge>;
      },
    },
    figure("people", "Inside", (row) => row.people),
    figure("sent", "Sent", (row) => row.sent),
    figure("replied", "Replied", (row) => row.replied),
    figure("bought", "Bought", (row) => row.bought),
    {
      id: "updated",
      header: "Changed",
      width: "9rem",
      hideBelow: "lg",
      sortValue: (row) => row.updatedAt.getTime(),
      cell: (row) => <DateTime at={row.updatedAt} zone={on.zone} format="relative" />,
    },
    {
      id: "menu",
      header: "Actions",
      headerHidden: true,
      width: "3.5rem",
      interactive: true,
      cell: (row) => (
        <Menu trigger={<IconButton label={`Actions for ${row.name}`} icon={<MoreHorizontal />} size="sm" />}>
          <MenuItem onSelect={() => on.onDuplicate(row.id)}>Duplicate</MenuItem>
          <MenuSeparator />
          <MenuItem danger onSelect={() => on.onArchive(row.id)}>
            Archive
          </MenuItem>
        </Menu>
      ),
    },
  ];
}
