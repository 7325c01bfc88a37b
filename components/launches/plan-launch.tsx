"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { DateField } from "@/components/journey/date-field";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { notify } from "@/components/ui/toast";

/** Says when a sequence is to be published. Nothing is published by it; support is told. */
export function PlanLaunch() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { zone } = useWorkspace();
  const { vocabulary } = useVocabulary();
  const [open, setOpen] = useState(false);
  const [sequenceId, setSequenceId] = useState("");
  const [startsAt, setStartsAt] = useState<Date | null>(null);
  const plan = useMutation(
    trpc.launches.plan.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.launches.pathKey() }),
    }),
  );
  const sequences = vocabulary?.sequences.filter(({ archived }) => !archived) ?? [];
  return (
    <>
      <Button onClick={() => setOpen(true)}>Plan a launch</Button>
      {open ? (
        <ConfirmDialog
          open
          onOpenChange={setOpen}
          title="When does it start?"
          confirmLabel="Plan it"
          onConfirm={async () => {
            if (sequenceId === "") throw new Error("Choose a sequence.");
            if (startsAt === null) throw new Error("Choose a date.");
            await orSay(plan.mutateAsync({ sequenceId, startsAt }));
            notify({ title: "Planned", description: "It stands here from 30 days before it starts." });
          }}
        >
          <div className="flex flex-col gap-4">
            <p>It is not published by this: support reads its briefings before people ask.</p>
            <Field label="Sequence" nativeLabel={false}>
              <Select
                options={sequences.map(({ id, name }) => ({ value: id, label: name }))}
                value={sequenceId}
                onValueChange={setSequenceId}
              />
            </Field>
            <DateField label="Starts" zone={zone} value={startsAt} onChange={setStartsAt} />
          </div>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
