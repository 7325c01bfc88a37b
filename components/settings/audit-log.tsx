"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import { sayAction } from "@/core/audit-words";
import { type AuditFilter, AuditFilters, downloadText } from "./audit-filters";

const PAGE = 50;

/** Who did what, when and why; newest first. */
export function AuditLog() {
  const trpc = useTRPC();
  const { slug, zone, can } = useWorkspace();
  const queries = useQueryClient();
  const [filter, setFilter] = useState<AuditFilter>({});
  const save = async () => {
    const { csv, isCut } = await queries.fetchQuery(trpc.audit.export.queryOptions(filter));
    downloadText("audit-log.csv", csv);
    if (isCut)
      notify({
        title: "The file holds the newest 10,000 entries",
        description: "Choose by whom, about what or since when, and save the others in parts.",
      });
  };
  const log = useInfiniteQuery({
    ...trpc.audit.list.infiniteQueryOptions(
      { limit: PAGE, ...filter },
      { getNextPageParam: (page) => page.nextCursor },
    ),
    enabled: can("audit.read"),
  });
  const entries = (log.data?.pages ?? []).flatMap(({ items }) => items);
  if (!can("audit.read")) return <Callout>The audit log is for owners and admins.</Callout>;
  if (log.error && !log.data) return <Failure onRetry={() => void log.refetch()}>{errorMessage(log.error)}</Failure>;
  return (
    <Card
      title="Audit log"
      description="What members and keys did. Nothing is ever taken out."
      action={<Button onClick={() => void save().catch(notifyFailure)}>Export as CSV</Button>}
      flush
    >
      <AuditFilters filter={filter} onChange={setFilter} />
      {log.isPending ? (
        <Loading label="The log is loading">
          <Skeleton className="m-5 h-64" />
        </Loading>
      ) : entries.length === 0 ? (
        <EmptyState size="inline" title="Nothing yet">
          Publishing, overrides, suppressions and changes of settings will stand here, with who and why.
        </EmptyState>
      ) : (
        <ul className="border-line border-t">
          {entries.map(({ id, action, by, personId, contact, about, subjectRef, reason, createdAt }) => (
            <li key={id} className="border-line border-b px-5 py-2.5 last:border-b-0">
              <span className="flex items-baseline gap-3">
                <span className="min-w-0 flex-1" title={subjectRef}>
                  <span className="font-medium">{by}</span> <span className="text-ink2">{sayAction(action)}</span>{" "}
                  {contact ? (
                    <Link
                      href={`/${slug}/contacts/${contact.id}`}
                      prefetch={false}
                      className="text-ink underline-offset-2 hover:underline"
                    >
                      {contact.name}
                    </Link>
                  ) : personId === null ? null : (
                    <span className="text-ink3 text-sm">somebody who is gone</span>
                  )}{" "}
                  <span className="break-words text-ink3 text-sm">{about}</span>
                </span>
                <span className="shrink-0 text-ink3 text-sm tabular">
                  <DateTime at={createdAt} zone={zone} />
                </span>
              </span>
              {reason ? <span className="block text-ink2 text-sm">“{reason}”</span> : null}
            </li>
          ))}
        </ul>
      )}
      {log.hasNextPage ? (
        <div className="flex justify-center border-line border-t py-3">
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
