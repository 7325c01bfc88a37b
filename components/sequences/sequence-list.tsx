"use client";

import { keepPreviousData, useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Plus, Workflow } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { useSingleKey } from "@/components/ui/single-key";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useSettled } from "@/components/ui/use-settled";
import { ArchiveDialog } from "./archive-dialog";
import { type SequenceRow, sequenceColumns } from "./sequence-columns";
import { useRestore } from "./use-restore";

const states = ["draft", "live", "paused", "archived"] as const;
const filters = [
  { value: "all", label: "All but archived" },
  { value: "live", label: "Live" },
  { value: "paused", label: "Paused" },
  { value: "draft", label: "Drafts" },
  { value: "archived", label: "Archived" },
] as const;

/** All sequences with what they do: state, people inside, what came of it. Last changed first, page by page. */
export function SequenceList({ workspace, zone }: { workspace: string; zone: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { can } = useWorkspace();
  const [{ search, state }, set] = useQueryStates(
    { search: parseAsString.withDefault(""), state: parseAsStringLiteral(states) },
    { history: "replace", shallow: true },
  );
  const [archiving, setArchiving] = useState<SequenceRow | null>(null);
  const asked = useSettled(search.trim());
  const list = useInfiniteQuery(
    trpc.sequences.list.infiniteQueryOptions(
      { ...(asked === "" ? {} : { search: asked }), ...(state === null ? {} : { state }) },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const rows = useMemo(() => (list.data?.pages ?? []).flatMap(({ items }) => items), [list.data]);
  const open = (id: string) => router.push(`/${workspace}/sequences/${id}/draft`);
  const { mutate: duplicate } = useMutation(
    trpc.sequences.duplicate.mutationOptions({ onSuccess: ({ id }) => open(id), onError: notifyFailure }),
  );
  const { mutate: restore } = useRestore();
  const mayWrite = can("sequences.write");
  useSingleKey("n", mayWrite ? () => router.push(`/${workspace}/sequences/new`) : null);
  const columns = useMemo(
    () =>
      sequenceColumns(
        zone,
        mayWrite
          ? {
              duplicate: ({ id }) => duplicate({ id }),
              archive: setArchiving,
              restore: ({ id }) => restore({ id }),
            }
          : undefined,
      ),
    [zone, mayWrite, duplicate, restore],
  );
  const add = mayWrite ? (
    <ButtonLink variant="primary" icon={<Plus />} href={`/${workspace}/sequences/new`} aria-keyshortcuts="N">
      New sequence
    </ButtonLink>
  ) : null;

  return (
    <Page>
      <PageHeader
        title="Sequences"
        description="What people get one after the other, depending on what they do."
        actions={add}
      >
        <div className="flex flex-wrap gap-2">
          <div className="w-72 max-w-full">
            <SearchInput
              aria-label="Search sequences"
              placeholder="Search"
              value={search}
              onSearch={(next) => void set({ search: next === "" ? null : next })}
            />
          </div>
          <Select
            aria-label="Which sequences"
            className="w-44"
            options={filters}
            value={state ?? "all"}
            onValueChange={(next) => void set({ state: next === "all" ? null : next })}
          />
        </div>
      </PageHeader>
      {list.error && !list.data ? (
        <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>
      ) : list.isPending ? (
        <Loading label="Sequences are loading">
          <Skeleton className="h-80 w-full" />
        </Loading>
      ) : rows.length > 0 ? (
        <>
          <DataTable
            label="Sequences"
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            rowHref={(row) => `/${workspace}/sequences/${row.id}/${row.state === "draft" ? "draft" : "live"}`}
          />
          {list.hasNextPage ? (
            <div className="flex flex-wrap items-center justify-center gap-3 py-3">
              <p className="text-ink2 text-sm">The {rows.length} last changed are shown.</p>
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show more
              </Button>
            </div>
          ) : null}
        </>
      ) : asked !== "" ? (
        <EmptyState size="inline" title="No sequence is called that">
          Try a part of its name{state === null ? "; archived ones have a filter of their own" : ", or all of them"}.
        </EmptyState>
      ) : state !== null ? (
        <EmptyState size="inline" title={state === "archived" ? "Nothing is archived" : "None stands like that"}>
          Choose another filter to see the others.
        </EmptyState>
      ) : (
        <EmptyState icon={<Workflow />} title="Draw your first sequence" action={add}>
          A sequence sends a mail, waits for what the person does, and goes on accordingly: a reply stops it, a purchase
          ends the selling. Nothing leaves before you publish.
        </EmptyState>
      )}
      {archiving ? <ArchiveDialog sequence={archiving} open onClose={() => setArchiving(null)} /> : null}
    </Page>
  );
}
