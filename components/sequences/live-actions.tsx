"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { notify } from "@/components/ui/toast";
import type { SequenceHead } from "./sequence-header-bar";
import { useRestore } from "./use-restore";

/** Pause and resume, the way to the draft, and the way back from the archive. */
export function LiveActions({ sequence, workspace }: { sequence: SequenceHead; workspace: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { can } = useWorkspace();
  const [pausing, setPausing] = useState(false);
  const [clock, setClock] = useState<"stands" | "runs">("stands");
  const changed = async (title: string, description?: string) => {
    notify({ title, ...(description ? { description } : {}) });
    await queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
    router.refresh();
  };
  const restore = useRestore();
  const pause = useMutation(trpc.sequences.pause.mutationOptions());
  const resume = useMutation(
    trpc.sequences.resume.mutationOptions({
      onSuccess: () => changed("It goes on, at its normal pace"),
      onError: notifyFailure,
    }),
  );
  return (
    <>
      {can("publish") && sequence.state === "live" ? (
        <Button onClick={() => setPausing(true)}>Pause sending</Button>
      ) : null}
      {can("publish") && sequence.state === "paused" ? (
        <Button busy={resume.isPending} onClick={() => resume.mutate({ id: sequence.id })}>
          Resume sending
        </Button>
      ) : null}
      {sequence.state === "archived" ? (
        can("sequences.write") ? (
          <Button busy={restore.isPending} onClick={() => restore.mutate({ id: sequence.id })}>
            Restore
          </Button>
        ) : null
      ) : (
        <ButtonLink href={`/${workspace}/sequences/${sequence.id}/draft`}>Edit draft</ButtonLink>
      )}
      <ConfirmDialog
        open={pausing}
        onOpenChange={setPausing}
        title={`Pause “${sequence.name}”?`}
        confirmLabel="Pause sending"
        reason="optional"
        onConfirm={async (reason) => {
          const { people } = await orSay(pause.mutateAsync({ id: sequence.id, clock, ...(reason ? { reason } : {}) }));
          await changed("Paused", `${people} ${people === 1 ? "person stays" : "people stay"} where they are.`);
        }}
      >
        <div className="flex flex-col gap-4">
          <p>No mail of it leaves until you resume, and resuming never bursts.</p>
          <RadioGroup
            legend="Waits meanwhile"
            value={clock}
            onValueChange={setClock}
            options={[
              { value: "stands", label: "Stand still" },
              { value: "runs", label: "Go on running" },
            ]}
          />
        </div>
      </ConfirmDialog>
    </>
  );
}
