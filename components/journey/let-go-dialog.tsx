"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toast";
import type { JourneyEntry } from "./journey-data";

/** Lets a held message go early, with a reason; what the law and the person's own choice hold stays held. */
export function LetGoDialog({ row, onClose }: { row: JourneyEntry | null; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const letGo = useMutation(trpc.attention.letGo.mutationOptions());
  if (row?.touchId == null) return null;
  const { touchId } = row;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Send it now?"
      confirmLabel="Send now"
      reason="required"
      onConfirm={async (reason) => {
        const { done } = await orSay(letGo.mutateAsync({ which: { ids: [touchId] }, reason }));
        notify(
          done > 0
            ? { title: "It goes as soon as the rules are asked again" }
            : { title: "It stays held", description: "What holds it cannot be overruled.", tone: "warning" },
        );
        await queries.invalidateQueries({ queryKey: trpc.journeys.pathKey() });
      }}
    >
      {row.title}. {row.reason} The person’s own choices, the law and a pause are not overruled.
    </ConfirmDialog>
  );
}
