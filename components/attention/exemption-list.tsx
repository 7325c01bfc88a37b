"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DateTime } from "@/components/ui/date-time";
import { notify } from "@/components/ui/toast";
import type { AppRouter } from "@/server/api/root";
import { ExemptDialog } from "./exempt-dialog";
import { ListFrame } from "./list-frame";

type Row = inferRouterOutputs<AppRouter>["rules"]["exemptions"][number];

/** What need not obey which rule, by whose word and why. */
export function ExemptionList() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Row | null>(null);
  const rows = useQuery(trpc.rules.exemptions.queryOptions());
  const end = useMutation(trpc.rules.endExemption.mutationOptions());
  const may = can("caps.exempt");
  return (
    <Card
      title="Let past a rule"
      description="What need not obey a rule, and by whose word. It counts all the same."
      action={
        may ? (
          <Button size="sm" onClick={() => setAdding(true)}>
            Let something past…
          </Button>
        ) : null
      }
      flush
    >
      <ListFrame
        items={rows.data}
        error={rows.error}
        onRetry={() => void rows.refetch()}
        empty="Nothing: everything obeys every rule."
        skeleton="h-10"
      >
        {(row) => <ExemptionRow key={row.id} row={row} {...(may ? { onEnd: () => setEnding(row) } : {})} />}
      </ListFrame>
      {adding ? <ExemptDialog onClose={() => setAdding(false)} /> : null}
      {ending ? (
        <ConfirmDialog
          open
          onOpenChange={() => setEnding(null)}
          title={`Shall ${subjectName(ending)} obey “${ending.rule}” again?`}
          confirmLabel="Obey again"
          reason="required"
          onConfirm={async (reason) => {
            await orSay(end.mutateAsync({ id: ending.id, reason }));
            await queries.invalidateQueries({ queryKey: trpc.rules.pathKey() });
            notify({ title: "It obeys the rule again" });
          }}
        />
      ) : null}
    </Card>
  );
}

const subjectName = ({ of, name }: Row): string =>
  of.by === "api" ? `${of.class} mail by the API` : (name ?? "something deleted");

function ExemptionRow({ row, onEnd }: { row: Row; onEnd?: () => void }) {
  const { names } = useVocabulary();
  const { zone } = useWorkspace();
  const who = names("member", row.memberId) ?? "a member who has left";
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-line border-b px-5 py-2.5 last:border-b-0">
      <span className="min-w-0 flex-1 basis-56">
        <span className="block">
          <span className="font-medium">{subjectName(row)}</span> past “{row.rule}”
        </span>
        <span className="block text-ink2 text-sm">
          {row.reason} ({who}, <DateTime at={row.createdAt} zone={zone} format="day" />)
        </span>
      </span>
      {onEnd ? (
        <Button size="sm" onClick={onEnd} aria-label={`End it for ${subjectName(row)} past ${row.rule}`}>
          End it
        </Button>
      ) : null}
    </li>
  );
}
