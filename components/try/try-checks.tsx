"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Trash2, X } from "lucide-react";
import { useMemo, useState } from "react";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import type { Graph } from "@/core/graph";
import { pathOf, type TriedCase } from "@/core/try-check";
import { runChecks, type SavedCheck } from "./check-trials";
import type { Trial, TrialScene } from "./run-trial";

/** Cases that were kept: each is run again as one edits, and at publish. */
export function TryChecks({
  sequenceId,
  graph,
  scene,
  tried,
  trial,
  contactId,
  onOpen,
}: {
  sequenceId: string;
  graph: Graph;
  scene: TrialScene;
  tried: TriedCase;
  trial: Trial;
  contactId: string | null;
  onOpen: (check: SavedCheck) => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const [name, setName] = useState<string | null>(null);
  const checks = useQuery(trpc.trials.checks.queryOptions({ id: sequenceId }));
  const reread = () => queries.invalidateQueries({ queryKey: trpc.trials.checks.queryKey() });
  const save = useMutation(
    trpc.trials.saveCheck.mutationOptions({
      onSuccess: async () => {
        setName(null);
        notify({ title: "Kept as a check", description: "It is run again whenever you publish." });
        await reread();
      },
      onError: notifyFailure,
    }),
  );
  const remove = useMutation(trpc.trials.removeCheck.mutationOptions({ onSuccess: reread, onError: notifyFailure }));
  const results = useMemo(() => runChecks(checks.data ?? [], graph, scene), [checks.data, graph, scene]);
  return (
    <section className="flex flex-col gap-2 border-line border-t pt-4">
      <h3 className="font-semibold">Checks</h3>
      {results.length === 0 ? (
        <p className="text-ink2 text-sm">Keep this case, and publishing tells you when it takes another way.</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {results.map(({ check, holds, words }) => (
            <li key={check.id} className="flex items-center gap-2 text-sm">
              <CheckMark holds={holds} />
              <button
                type="button"
                onClick={() => onOpen(check)}
                className="min-w-0 flex-1 truncate text-left hover:underline"
              >
                {check.name} <span className={holds ? "text-ink2" : "text-rust"}>{words}</span>
              </button>
              {can("sequences.write") ? (
                <IconButton
                  size="sm"
                  label={`Remove the check ${check.name}`}
                  icon={<Trash2 />}
                  onClick={() => remove.mutate({ checkId: check.id })}
                />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {!can("sequences.write") ? null : name === null ? (
        <Button size="sm" className="self-start" onClick={() => setName(suggestion(tried, graph))}>
          Save as a check
        </Button>
      ) : (
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ id: sequenceId, name, contactId, tried, expected: pathOf(trial) });
          }}
        >
          <Field label="Name of the check">
            <Input value={name} onValueChange={setName} />
          </Field>
          <Button type="submit" variant="primary" busy={save.isPending} disabled={name.trim() === ""}>
            Keep
          </Button>
        </form>
      )}
    </section>
  );
}

/** Green or red, and not by colour alone. */
export function CheckMark({ holds }: { holds: boolean }) {
  return holds ? (
    <Check aria-label="holds" className="size-4 shrink-0 text-pine" />
  ) : (
    <X aria-label="does not hold" className="size-4 shrink-0 text-rust" />
  );
}

function suggestion({ who, choices }: TriedCase, graph: Graph): string {
  const [first] = Object.entries(choices);
  const step = first === undefined ? undefined : graph.nodes[first[0]];
  return step === undefined ? `${who} does nothing` : `${who}: ${first?.[1].outlet} at S${step.step}`;
}
