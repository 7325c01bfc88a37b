"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DateTime } from "@/components/ui/date-time";
import { Failure } from "@/components/ui/failure";
import { Segmented } from "@/components/ui/segmented";

const choices = [
  { value: "off", label: "Never" },
  { value: "daily", label: "Daily" },
  { value: "hourly", label: "Hourly" },
] as const;

/** The newest of what happened for me, and how often I hear of it by mail. */
export function BellList({ workspace, zone, onGo }: { workspace: string; zone: string; onGo: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const lines = useQuery(trpc.notifications.list.queryOptions());
  const choice = useQuery(trpc.notifications.choice.queryOptions());
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.notifications.pathKey() });
  const read = useMutation(trpc.notifications.markRead.mutationOptions({ onSuccess: refresh, onError: notifyFailure }));
  const choose = useMutation(trpc.notifications.choose.mutationOptions({ onSuccess: refresh, onError: notifyFailure }));
  const items = lines.data?.items ?? [];
  const fresh = items.filter(({ readAt }) => readAt === null).map(({ id }) => id);
  return (
    <>
      {lines.error && !lines.data ? (
        <Failure size="inline" onRetry={() => void lines.refetch()}>
          {errorMessage(lines.error)}
        </Failure>
      ) : items.length === 0 ? (
        <p className="text-ink2">Nothing yet. Replies that are handed to you or wait too long stand here.</p>
      ) : (
        <ul className="-mx-2 max-h-80 overflow-y-auto">
          {items.map(({ id, title, body, href, readAt, createdAt }) => (
            <li
              key={id}
              className={cn("relative rounded-lg px-2 py-2 hover:bg-hover", readAt === null && "font-medium")}
            >
              {href ? (
                <Link
                  href={`/${workspace}${href}`}
                  className="no-underline after:absolute after:inset-0"
                  onClick={() => {
                    onGo();
                    if (readAt === null) read.mutate({ ids: [id] });
                  }}
                >
                  {title}
                </Link>
              ) : (
                title
              )}
              {body ? <span className="block font-normal text-ink2 text-sm">{body}</span> : null}
              <span className="block font-normal text-caption text-ink3">
                <DateTime at={createdAt} zone={zone} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-2 border-line border-t pt-3">
        <span className="text-ink2 text-sm">By mail</span>
        <Segmented
          label="By mail"
          size="sm"
          options={choices}
          value={choice.data?.mail ?? "daily"}
          onValueChange={(mail) => choose.mutate({ mail })}
        />
        {fresh.length > 0 ? (
          <Button
            size="sm"
            variant="quiet"
            className="ml-auto"
            busy={read.isPending}
            onClick={() => read.mutate({ ids: fresh })}
          >
            Mark read
          </Button>
        ) : null}
      </div>
    </>
  );
}
