"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { notify } from "@/components/ui/toast";
import { describeRule } from "@/core/attention/describe-rule";

/** Rules that were removed: folded away, and put back by one press. Nothing while there is none. */
export function RemovedRules({ mayWrite, onRestored }: { mayWrite: boolean; onRestored: () => Promise<unknown> }) {
  const trpc = useTRPC();
  const { zone } = useWorkspace();
  const { names } = useVocabulary();
  const removed = useQuery(trpc.rules.removed.queryOptions());
  const restore = useMutation(
    trpc.rules.restore.mutationOptions({
      onSuccess: async () => {
        notify({ title: "Rule put back", description: "It holds again from now on." });
        await onRestored();
      },
      onError: notifyFailure,
    }),
  );
  if (!removed.data || removed.data.length === 0) return null;
  return (
    <details className="border-line border-t px-5 py-2.5">
      <summary className="cursor-pointer text-ink2 text-sm">
        {removed.data.length} removed {removed.data.length === 1 ? "rule" : "rules"}
      </summary>
      <ul>
        {removed.data.map(({ rule, removedAt }) => (
          <li key={rule.id} className="flex items-start gap-3 py-2">
            <span className="min-w-0 flex-1 text-ink3 text-sm">
              <span className="font-medium">{rule.name}</span>
              {removedAt ? (
                <>
                  {", removed "}
                  <DateTime at={removedAt} zone={zone} />
                </>
              ) : null}
              <span className="block">{describeRule(rule, names)}</span>
            </span>
            {mayWrite ? (
              <Button
                size="sm"
                aria-label={`Put back ${rule.name}`}
                busy={restore.isPending && restore.variables.id === rule.id}
                onClick={() => restore.mutate({ id: rule.id, reason: "Put back" })}
              >
                Put back
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
