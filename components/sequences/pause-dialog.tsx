"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toast";
import type { PauseClock } from "@/core/enrollment";
import { PauseClockChoice } from "./pause-clock";

/** Asks before a sequence is paused: why, and whether its waits stand still meanwhile. */
export function PauseDialog({
  sequence,
  open,
  onClose,
}: {
  sequence: { readonly id: string; readonly name: string };
  open: boolean;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [clock, setClock] = useState<PauseClock>("stands");
  const pause = useMutation(trpc.sequences.pause.mutationOptions());
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Pause “${sequence.name}”?`}
      confirmLabel="Pause sending"
      reason="optional"
      onConfirm={async (reason) => {
        const { people } = await orSay(pause.mutateAsync({ id: sequence.id, clock, ...(reason ? { reason } : {}) }));
        notify({
          title: "Paused",
          description: `${people.toLocaleString("en")} ${people === 1 ? "person stays" : "people stay"} where they are.`,
        });
        await queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
        router.refresh();
      }}
    >
      <div className="flex flex-col gap-4">
        <p>No mail of it leaves and nobody enters until you resume, and resuming never bursts.</p>
        <PauseClockChoice value={clock} onChange={setClock} />
      </div>
    </ConfirmDialog>
  );
}
