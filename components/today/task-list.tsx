"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { DateTime } from "@/components/ui/date-time";
import { notify } from "@/components/ui/toast";
import type { AppRouter } from "@/server/api/root";

type Task = inferRouterOutputs<AppRouter>["today"]["get"]["tasks"][number];

/** What I am to do; ticking one off can be taken back. */
export function TaskList({
  tasks,
  workspace,
  zone,
  now,
}: {
  tasks: readonly Task[];
  workspace: string;
  zone: string;
  now: Date;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.today.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.tasks.pathKey() }),
    ]);
  const reopen = useMutation(trpc.tasks.reopen.mutationOptions({ onSuccess: refresh, onError: notifyFailure }));
  const done = useMutation(
    trpc.tasks.done.mutationOptions({
      onSuccess: async (_, { id }) => {
        notify({ title: "Done", action: { label: "Undo", onSelect: () => reopen.mutate({ id }) } });
        await refresh();
      },
      onError: notifyFailure,
    }),
  );
  return (
    <ul className="flex flex-col">
      {tasks.map(({ id, title, note, dueAt, contact }) => (
        <li key={id} className="flex items-start gap-3 border-line border-b px-5 py-2.5 last:border-b-0">
          <span className="pt-0.5">
            <Checkbox
              aria-label={`Done: ${title}`}
              checked={done.isPending && done.variables.id === id}
              onCheckedChange={() => done.mutate({ id })}
            />
          </span>
          <span className="min-w-0 flex-1">
            <span className="font-medium">{title}</span>
            {contact ? (
              <>
                {" "}
                <Link
                  href={`/${workspace}/contacts/${contact.id}`}
                  prefetch={false}
                  className="text-ink2 underline underline-offset-2 hover:text-ink"
                >
                  {contact.name}
                </Link>
              </>
            ) : null}
            {note ? <span className="block text-ink2 text-sm">{note}</span> : null}
          </span>
          {dueAt ? (
            dueAt < now ? (
              <Badge tone="rust" mark="triangle">
                Due <DateTime at={dueAt} zone={zone} now={now} />
              </Badge>
            ) : (
              <span className="text-ink3 text-sm tabular">
                <DateTime at={dueAt} zone={zone} now={now} />
              </span>
            )
          ) : null}
        </li>
      ))}
    </ul>
  );
}
