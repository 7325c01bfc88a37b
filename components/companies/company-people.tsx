"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { contactColumns } from "@/components/contacts/contact-columns";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { TableSkeleton } from "@/components/ui/page-skeleton";

const PAGE = 100;

/** Contacts of the company, the newest first. */
export function CompanyPeople({ companyId, workspace }: { companyId: string; workspace: string }) {
  const trpc = useTRPC();
  const { zone } = useWorkspace();
  const { names } = useVocabulary();
  const list = useInfiniteQuery(
    trpc.contacts.list.infiniteQueryOptions(
      { companyId, limit: PAGE },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const rows = useMemo(() => (list.data?.pages ?? []).flatMap(({ items }) => items), [list.data]);
  const columns = useMemo(
    () => contactColumns(zone, (id) => names("member", id)).filter(({ id }) => id !== "company"),
    [zone, names],
  );
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-medium font-serif text-title">People</h2>
      {list.error && !list.data ? (
        <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>
      ) : list.isPending ? (
        <TableSkeleton rows={4} />
      ) : (
        <DataTable
          label="People of the company"
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowHref={(row) => `/${workspace}/contacts/${row.id}`}
          empty={
            <EmptyState size="inline" title="Nobody any more">
              Whoever worked there was archived, or works elsewhere now.
            </EmptyState>
          }
        />
      )}
      {list.hasNextPage ? (
        <div className="flex justify-center">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </section>
  );
}
