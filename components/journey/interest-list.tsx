"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { notify } from "@/components/ui/toast";
import type { AppRouter } from "@/server/api/root";

type Row = inferRouterOutputs<AppRouter>["preferences"]["interest"][number];

const states = {
  interested: { tone: "pine", label: "Interested" },
  cold: { tone: "slate", label: "Cold" },
  unknown: { tone: "neutral", label: "Not known" },
} as const;

/** What a person cares for, topic by topic: what it was read from, when it fades, and a button that begins anew. */
export function InterestList({ contactId, zone }: { contactId: string; zone: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const rows = useQuery(trpc.preferences.interest.queryOptions({ contactId }));
  const reset = useMutation(
    trpc.preferences.resetInterest.mutationOptions({
      onSuccess: async () => {
        notify({ title: "Begun anew", description: "What came before no longer counts for this topic." });
        await Promise.all([
          queries.invalidateQueries({ queryKey: trpc.preferences.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.journeys.pathKey() }),
        ]);
      },
      onError: notifyFailure,
    }),
  );
  if (!rows.data) return null;
  if (rows.data.length === 0)
    return <p className="text-ink2 text-sm">They have not been written to about any topic yet.</p>;
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {rows.data.map((row) => (
        <li key={row.topicId} className="flex items-start gap-3">
          <span className="min-w-0 flex-1">
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{row.name}</span>
              <Badge tone={states[row.state].tone}>{states[row.state].label}</Badge>
            </span>
            <span className="block text-ink2">
              <Why row={row} zone={zone} />
            </span>
          </span>
          {can("consent.write") && row.state !== "unknown" ? (
            <Button
              size="sm"
              aria-label={`Begin interest in ${row.name} anew`}
              busy={reset.isPending && reset.variables.topicId === row.topicId}
              onClick={() => reset.mutate({ contactId, topicId: row.topicId })}
            >
              Reset
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Why({ row, zone }: { row: Row; zone: string }) {
  if (row.state === "unknown") return "Neither a sign of it nor enough messages without one.";
  if (row.state === "cold") return `No reaction to ${row.from.join(", ")}: at most one marketing message in 30 days.`;
  return (
    <>
      {row.from.length > 0 ? `Reacted to ${row.from.join(", ")}` : "Bought what it promoted"}
      {row.since ? (
        <>
          {" "}
          on <DateTime at={row.since} zone={zone} format="day" />
        </>
      ) : null}
      {row.fadesAt ? (
        <>
          ; fades <DateTime at={row.fadesAt} zone={zone} format="day" /> without another sign
        </>
      ) : null}
      .
    </>
  );
}
