"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { notify } from "@/components/ui/toast";
import type { AppRouter } from "@/server/api/root";
import { LeaveAloneDialog } from "./leave-alone-dialog";
import { ListFrame } from "./list-frame";

type Row = inferRouterOutputs<AppRouter>["attention"]["leftAlone"][number];

/** Everybody whom a member asked to leave alone until a date: persons and whole companies. */
export function LeftAlone({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const [adding, setAdding] = useState(false);
  const rows = useQuery(trpc.attention.leftAlone.queryOptions());
  const end = useMutation(
    trpc.attention.endLeftAlone.mutationOptions({
      onSuccess: async () => {
        notify({ title: "No longer left alone", description: "What waited leaves at its normal pace." });
        await queries.invalidateQueries({ queryKey: trpc.attention.pathKey() });
      },
      onError: notifyFailure,
    }),
  );
  return (
    <Card
      className="mt-6"
      title="Left alone until a date"
      description="Marketing and sales wait; receipts and what members write by hand go on."
      action={
        can("leave-alone") ? (
          <Button size="sm" onClick={() => setAdding(true)}>
            Leave somebody alone…
          </Button>
        ) : null
      }
      flush
    >
      <ListFrame
        items={rows.data}
        error={rows.error}
        onRetry={() => void rows.refetch()}
        empty="Nobody. A contract about to be signed, an accident, a holiday: leave the person or their whole company alone until then."
      >
        {(row) => (
          <AloneRow
            key={row.id}
            row={row}
            workspace={workspace}
            busy={end.isPending && end.variables.id === row.id}
            {...(can("leave-alone") ? { onEnd: () => end.mutate({ of: row.of, id: row.id }) } : {})}
          />
        )}
      </ListFrame>
      {adding ? <LeaveAloneDialog onClose={() => setAdding(false)} /> : null}
    </Card>
  );
}

function AloneRow({ row, workspace, busy, onEnd }: { row: Row; workspace: string; busy: boolean; onEnd?: () => void }) {
  const { names } = useVocabulary();
  const { zone, workspace: here } = useWorkspace();
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-line border-b px-5 py-2.5 last:border-b-0">
      <span className="min-w-0 flex-1 basis-72">
        <span className="flex flex-wrap items-center gap-2">
          {row.contactId === null ? (
            <span className="font-medium">{row.name}</span>
          ) : (
            <Link
              href={`/${workspace}/contacts/${row.contactId}`}
              prefetch={false}
              className="font-medium text-ink underline-offset-2 hover:underline"
            >
              {row.name}
            </Link>
          )}
          {row.of === "company" ? <Badge>Whole company</Badge> : null}
          {row.held > 0 ? (
            <Badge tone="amber" mark="ring">
              {row.held.toLocaleString("en")} held
            </Badge>
          ) : null}
        </span>
        <span className="block text-ink2 text-sm">
          {row.reason}
          {row.by ? ` (${names("member", row.by) ?? "a member who has left"})` : ""}
        </span>
      </span>
      <span className="text-ink3 text-sm">
        Until <DateTime at={row.until} zone={zone} now={here?.now ?? row.until} format="day" />
      </span>
      {onEnd ? (
        <Button size="sm" busy={busy} onClick={onEnd} aria-label={`End it for ${row.name}`}>
          End it
        </Button>
      ) : null}
    </li>
  );
}
