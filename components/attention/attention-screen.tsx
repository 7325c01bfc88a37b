"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { sayHeldReason } from "@/components/sequences/held-reasons";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { BarList } from "@/components/ui/bar-list";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { HeldList } from "./held-list";
import { RuleList } from "./rule-list";

const PAGE = 25;

/** How much anybody may get, and what waits because of it right now. */
export function AttentionScreen({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const { zone, workspace: here } = useWorkspace();
  const counts = useQuery(trpc.attention.counts.queryOptions());
  const held = useInfiniteQuery(
    trpc.attention.held.infiniteQueryOptions({ limit: PAGE }, { getNextPageParam: (page) => page.nextCursor }),
  );
  const items = (held.data?.pages ?? []).flatMap((page) => page.items);
  const heldBy = (ruleId: string) => counts.data?.byReason.find((row) => row.ruleId === ruleId)?.count ?? 0;
  return (
    <Page>
      <PageHeader
        title="Attention"
        description="Nobody gets more than this, whoever sends: every mail of every team passes these rules."
      />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <RuleList heldBy={heldBy} />
        <Card title="Held right now">
          {!counts.data ? (
            <Skeleton className="h-24 w-full" />
          ) : counts.data.total === 0 ? (
            <p className="text-ink2">Nothing is held.</p>
          ) : (
            <BarList
              items={counts.data.byReason.map(({ reason, count }) => ({
                label: sayHeldReason(reason),
                value: count,
              }))}
            />
          )}
        </Card>
      </div>
      <Card
        className="mt-5"
        title={
          counts.data ? `Waiting for their turn: ${counts.data.total.toLocaleString("en")}` : "Waiting for their turn"
        }
        description="Soonest first. Each opens the person's journey."
        flush
      >
        <div className="border-line border-t">
          {held.error ? (
            <Failure size="inline" onRetry={() => void held.refetch()}>
              {errorMessage(held.error)}
            </Failure>
          ) : held.isPending ? (
            <Loading label="Held mails are loading">
              <Skeleton className="m-5 h-40" />
            </Loading>
          ) : items.length === 0 ? (
            <p className="px-5 py-6 text-ink2">
              No mail waits. When two sequences want the same person at the same time, the one that waits stands here
              with the reason and the time it goes.
            </p>
          ) : (
            <HeldList items={items} workspace={workspace} zone={zone} now={here?.now ?? new Date(0)} />
          )}
        </div>
      </Card>
      {held.hasNextPage ? (
        <div className="flex justify-center pt-4">
          <Button busy={held.isFetchingNextPage} onClick={() => void held.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </Page>
  );
}
