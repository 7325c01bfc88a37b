"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { SearchInput } from "@/components/ui/search-input";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useSettled } from "@/components/ui/use-settled";
import { saySuppression } from "@/core/suppression";
import { LiftDialog } from "./lift-dialog";
import type { Outputs } from "./settings-data";

type Suppression = Outputs["suppressions"]["list"]["items"][number];

/** Every address that is not written to: since when, why, and how it is lifted. Newest first, searched by part or whole. */
export function SuppressionList() {
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const [lifting, setLifting] = useState<Suppression | null>(null);
  const search = useSettled(typed.trim());
  const list = useInfiniteQuery(
    trpc.suppressions.list.infiniteQueryOptions({ search }, { getNextPageParam: (page) => page.nextCursor }),
  );
  const rows = (list.data?.pages ?? []).flatMap(({ items }) => items);
  return (
    <div className="flex flex-col gap-3">
      <search className="w-full sm:w-80">
        <SearchInput
          aria-label="Search suppressions"
          placeholder="Address, also of an erased one"
          value={typed}
          onSearch={setTyped}
        />
      </search>
      <Card flush>
        {list.isError ? (
          <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>
        ) : list.isPending ? (
          <Loading label="Loading">
            <Skeleton className="m-5 h-24" />
          </Loading>
        ) : rows.length === 0 ? (
          <EmptyState size="inline" title={search === "" ? "Nobody is suppressed" : "No such address is suppressed"}>
            Whoever unsubscribes, complains or cannot be reached stands here and is never written to.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line" aria-label="Suppressions">
            {rows.map((row) => (
              <SuppressionRow key={row.id} row={row} onLift={() => setLifting(row)} />
            ))}
          </ul>
        )}
      </Card>
      {list.hasNextPage ? (
        <Button className="self-start" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
      {lifting ? (
        <LiftDialog suppression={lifting} whom={lifting.email ?? "this address"} onClose={() => setLifting(null)} />
      ) : null}
    </div>
  );
}

function SuppressionRow({ row, onLift }: { row: Suppression; onLift: () => void }) {
  const { can, slug, zone } = useWorkspace();
  const name = row.email ?? (row.reason === "erasure" ? "An erased address" : "An address known by its hash");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3">
      <div className="min-w-0 flex-1 basis-44">
        <p className="truncate font-medium">
          {row.contactId ? (
            <Link prefetch={false} className="hover:underline" href={`/${slug}/contacts/${row.contactId}`}>
              {name}
            </Link>
          ) : (
            name
          )}
        </p>
        <p className="text-ink2 text-sm">
          {saySuppression(row.reason)}, since <DateTime at={row.createdAt} zone={zone} format="day" />
        </p>
      </div>
      <Badge tone="rust">{row.scope === "all" ? "everything" : "marketing and sales"}</Badge>
      {can("unsuppress") ? (
        <Button size="sm" variant="quiet" className="max-sm:-ms-2.5" aria-label={`Lift ${name}`} onClick={onLift}>
          Lift…
        </Button>
      ) : null}
    </li>
  );
}
