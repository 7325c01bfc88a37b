"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import { describeRule } from "@/core/attention/describe-rule";

/** What a rule said before, who changed it and why; any wording can be put back. */
export function RuleHistory({
  rule,
  onClose,
  onRestored,
}: {
  rule: { id: string; name: string; version: number };
  onClose: () => void;
  onRestored: () => void;
}) {
  const trpc = useTRPC();
  const { zone, workspace } = useWorkspace();
  const { names } = useVocabulary();
  const versions = useQuery(trpc.rules.versions.queryOptions({ id: rule.id }));
  const restore = useMutation(
    trpc.rules.restore.mutationOptions({
      onSuccess: () => {
        notify({ title: "Rule put back", description: "What is held is looked at again under it." });
        onRestored();
      },
      onError: notifyFailure,
    }),
  );
  return (
    <Dialog open onOpenChange={onClose} size="lg" title={`History of “${rule.name}”`}>
      {versions.error && !versions.data ? (
        <Failure size="inline" onRetry={() => void versions.refetch()}>
          {errorMessage(versions.error)}
        </Failure>
      ) : !versions.data ? (
        <Loading label="History is loading">
          <Skeleton className="h-32" />
        </Loading>
      ) : (
        <ol className="border-line border-t">
          {versions.data.map((one) => (
            <li key={one.version} className="flex items-start gap-3 border-line border-b py-3 last:border-b-0">
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <span className="font-medium">{one.rule.name}</span>
                  {one.version === rule.version ? <Badge tone="pine">In force</Badge> : null}
                  <span className="text-ink3 text-sm">
                    Version {one.version},{" "}
                    <DateTime at={one.createdAt} zone={zone} now={workspace?.now ?? one.createdAt} />
                    {one.changedBy ? ` by ${names("member", one.changedBy) ?? "somebody who has left"}` : ""}
                  </span>
                </span>
                <span className="block text-ink2 text-sm">{describeRule(one.rule, names)}</span>
                {one.reason ? <span className="block text-ink3 text-sm">“{one.reason}”</span> : null}
              </span>
              {one.version === rule.version ? null : (
                <Button
                  size="sm"
                  busy={restore.isPending && restore.variables.version === one.version}
                  onClick={() =>
                    restore.mutate({ id: rule.id, version: one.version, reason: `Back to version ${one.version}` })
                  }
                >
                  Put back
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
