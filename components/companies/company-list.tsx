"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Building2, Search } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import type { Outputs } from "@/components/settings/settings-data";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Input } from "@/components/ui/input";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/page-skeleton";
import type { TableColumn } from "@/components/ui/table-column";
import { useSettled } from "@/components/ui/use-settled";

type CompanyRow = Outputs["companies"]["list"]["items"][number];

const PAGE = 100;

/** The companies people work for, by name. They come with addresses and imports; nobody makes them by hand. */
export function CompanyList({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const { zone } = useWorkspace();
  const [search, setSearch] = useQueryState(
    "search",
    parseAsString.withDefault("").withOptions({ history: "replace" }),
  );
  const wanted = useSettled(search.trim());
  const list = useInfiniteQuery({
    ...trpc.companies.list.infiniteQueryOptions(
      { limit: PAGE, search: wanted },
      { getNextPageParam: (page) => page.nextCursor },
    ),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => (list.data?.pages ?? []).flatMap(({ items }) => items), [list.data]);
  const columns = useMemo(
    (): TableColumn<CompanyRow>[] => [
      { id: "name", header: "Name", cell: (row) => <span className="font-serif text-lg">{row.name}</span> },
      { id: "domain", header: "Domain", hideBelow: "sm", cell: (row) => row.domain ?? "" },
      {
        id: "people",
        header: "People",
        width: "6rem",
        align: "right",
        cell: (row) => <span className="tabular">{row.people.toLocaleString("en")}</span>,
      },
      {
        id: "last",
        header: "Last written to",
        width: "10rem",
        hideBelow: "md",
        cell: (row) => (row.lastTouchAt ? <DateTime at={row.lastTouchAt} zone={zone} format="day" /> : "Never"),
      },
    ],
    [zone],
  );
  return (
    <Page width="full">
      <PageHeader title="Companies" description="Whom people work for: by the domain of their address, or as they say.">
        <search className="w-full sm:w-64">
          <Input
            aria-label="Search companies"
            placeholder="Name or domain"
            leading={<Search />}
            value={search}
            onValueChange={(text) => void setSearch(text === "" ? null : text)}
          />
        </search>
      </PageHeader>
      {list.error && !list.data ? (
        <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>
      ) : list.isPending ? (
        <TableSkeleton rows={12} />
      ) : rows.length === 0 && wanted === "" ? (
        <EmptyState icon={<Building2 />} title="No companies yet">
          They come with people: an address at a company's own domain says where somebody works.
        </EmptyState>
      ) : (
        <>
          <DataTable
            label="Companies"
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            rowHref={(row) => `/${workspace}/companies/${row.id}`}
            empty={
              <EmptyState size="inline" title="No company is called that">
                Try a part of its name or of its domain.
              </EmptyState>
            }
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
    </Page>
  );
}
