"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { MoreHorizontal, Plus } from "lucide-react";
import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import { describeRule } from "@/core/attention/describe-rule";
import type { AppRouter } from "@/server/api/root";
import { RemovedRules } from "./removed-rules";
import { RuleDialog } from "./rule-dialog";
import { RuleHistory } from "./rule-history";

type Rule = inferRouterOutputs<AppRouter>["rules"]["list"][number];

/** The limits everything passes, each as a sentence. */
export function RuleList({ heldBy }: { heldBy: (ruleId: string) => number }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const { names } = useVocabulary();
  const rules = useQuery(trpc.rules.list.queryOptions());
  const [edited, setEdited] = useState<Rule | "new" | null>(null);
  const [removed, setRemoved] = useState<Rule | null>(null);
  const [history, setHistory] = useState<Rule | null>(null);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.rules.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.attention.pathKey() }),
    ]);
  const update = useMutation(trpc.rules.update.mutationOptions({ onSuccess: refresh, onError: notifyFailure }));
  const remove = useMutation(trpc.rules.remove.mutationOptions());
  const mayWrite = can("rules.write");
  return (
    <Card
      title="Rules"
      description="All of them hold at once. What a person chose for themselves beats every rule."
      action={
        mayWrite ? (
          <Button size="sm" icon={<Plus />} onClick={() => setEdited("new")}>
            New rule
          </Button>
        ) : null
      }
      flush
    >
      {rules.error && !rules.data ? (
        <Failure size="inline" onRetry={() => void rules.refetch()}>
          {errorMessage(rules.error)}
        </Failure>
      ) : !rules.data ? (
        <Loading label="Rules are loading">
          <Skeleton className="m-5 h-32" />
        </Loading>
      ) : rules.data.length === 0 ? (
        <EmptyState size="inline" title="No rule">
          Nothing keeps two teams from writing to the same person four times on one morning. Add a limit.
        </EmptyState>
      ) : (
        <ul className="border-line border-t">
          {rules.data.map((rule) => (
            <li key={rule.id} className="flex items-start gap-3 border-line border-b px-5 py-3 last:border-b-0">
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-center gap-2">
                  <span className={rule.enabled ? "font-medium" : "font-medium text-ink3"}>{rule.name}</span>
                  {rule.enabled ? null : <Badge>Off</Badge>}
                  {heldBy(rule.id) > 0 ? (
                    <Badge tone="amber" mark="ring">
                      {heldBy(rule.id)} held
                    </Badge>
                  ) : null}
                </span>
                <span className="block text-ink2 text-sm">{describeRule(rule.rule, names)}</span>
              </span>
              {mayWrite ? (
                <Menu trigger={<IconButton label={`Actions for ${rule.name}`} icon={<MoreHorizontal />} size="sm" />}>
                  <MenuItem onSelect={() => setEdited(rule)}>Change…</MenuItem>
                  <MenuItem onSelect={() => setHistory(rule)}>History…</MenuItem>
                  <MenuItem onSelect={() => update.mutate({ id: rule.id, enabled: !rule.enabled })}>
                    {rule.enabled ? "Switch off" : "Switch on"}
                  </MenuItem>
                  <MenuSeparator />
                  <MenuItem danger onSelect={() => setRemoved(rule)}>
                    Remove…
                  </MenuItem>
                </Menu>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <RemovedRules mayWrite={mayWrite} onRestored={refresh} />
      {history !== null ? (
        <RuleHistory
          rule={history}
          onClose={() => setHistory(null)}
          onRestored={() => {
            setHistory(null);
            void refresh();
          }}
        />
      ) : null}
      {edited !== null ? (
        <RuleDialog
          rule={edited === "new" ? null : edited.rule}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            notify({ title: "Rule saved", description: "What is held is looked at again under it." });
            void refresh();
          }}
        />
      ) : null}
      <ConfirmDialog
        open={removed !== null}
        onOpenChange={() => setRemoved(null)}
        title={`Remove “${removed?.name ?? ""}”?`}
        confirmLabel="Remove"
        danger
        reason="optional"
        onConfirm={async (reason) => {
          if (!removed) return;
          await orSay(remove.mutateAsync({ id: removed.id, reason }));
          await refresh();
          notify({ title: "Rule removed" });
        }}
      >
        What it alone holds goes out at its normal pace. Its history stays, and it can be put back.
      </ConfirmDialog>
    </Card>
  );
}
