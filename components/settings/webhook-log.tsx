"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";

const tones = { delivered: "pine", waiting: "amber", failed: "rust" } as const;

const STILL_WAITING_MS = 3_000;

/** What an endpoint was told, newest first: what it answered, and once more if one likes. */
export function WebhookLog({ endpointId }: { endpointId: string }) {
  const trpc = useTRPC();
  const { zone } = useWorkspace();
  const queries = useQueryClient();
  const log = useInfiniteQuery({
    ...trpc.webhooks.deliveries.infiniteQueryOptions(
      { endpointId, limit: 20 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
    // An answer comes seconds after a test was asked for, and nothing else tells of it.
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((row) => row.state === "waiting")) ? STILL_WAITING_MS : false,
  });
  const replay = useMutation(
    trpc.webhooks.replay.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.webhooks.pathKey() }),
      onError: notifyFailure,
    }),
  );
  if (log.isError) return <Failure title="The log cannot be read" onRetry={() => void log.refetch()} />;
  if (log.isPending)
    return (
      <Loading label="Loading">
        <Skeleton className="h-16" />
      </Loading>
    );
  const rows = log.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) return <p className="text-ink2 text-sm">It was told nothing yet.</p>;
  return (
    <div className="flex flex-col gap-2">
      <ul className="divide-y divide-line rounded-md border border-line text-sm" aria-label="Log">
        {rows.map((row) => (
          <li key={row.id} className="px-3 py-2">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Badge tone={tones[row.state as keyof typeof tones] ?? "neutral"}>{row.state}</Badge>
              <span className="font-medium">{row.event}</span>
              <span className="flex-1 text-ink2">
                {[
                  row.statusCode === null ? null : `answered ${row.statusCode}`,
                  row.attempts > 1 ? `${row.attempts} tries` : null,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              <DateTime zone={zone} at={row.createdAt} />
              <Button
                size="sm"
                variant="quiet"
                busy={replay.isPending && replay.variables.id === row.id}
                onClick={() => replay.mutate({ id: row.id })}
              >
                Tell again
              </Button>
            </div>
            <details className="mt-1">
              <summary className="cursor-pointer text-ink2">What was said and answered</summary>
              <pre className="mt-1 overflow-x-auto rounded bg-surface2 p-2 text-xs">{row.payload}</pre>
              {row.answer ? (
                <pre className="mt-1 overflow-x-auto rounded bg-surface2 p-2 text-xs">{row.answer}</pre>
              ) : null}
            </details>
          </li>
        ))}
      </ul>
      {log.hasNextPage ? (
        <Button size="sm" busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Older
        </Button>
      ) : null}
    </div>
  );
}
