"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { notify } from "@/components/ui/toast";
import type { JourneyEntry } from "./journey-data";

type End = "arrived" | "lost" | "send_again";

const ends: readonly { value: End; label: string; hint: string }[] = [
  { value: "arrived", label: "It arrived", hint: "They answered, or told us." },
  { value: "lost", label: "It did not, and shall not", hint: "It no longer counts against their limits." },
  {
    value: "send_again",
    label: "Send it again",
    hint: "It waits for its turn anew. Should the first have arrived, they get it twice.",
  },
];
const done: Readonly<Record<End, string>> = {
  arrived: "It counts as sent",
  lost: "It counts as failed",
  send_again: "It waits for its turn",
};

/** A member says what became of a mail whose end nobody knows: the connection broke after it was handed over. */
export function SettleDialog({ row, onClose }: { row: JourneyEntry | null; onClose: () => void }) {
  if (row?.touchId == null) return null;
  return <OpenDialog touchId={row.touchId} title={row.title} onClose={onClose} />;
}

function OpenDialog({ touchId, title, onClose }: { touchId: string; title: string; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [as, setAs] = useState<End>("arrived");
  const settle = useMutation(trpc.touches.settleUnknown.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="What became of this mail?"
      confirmLabel="Keep this answer"
      reason="required"
      reasonLabel="How do you know?"
      onConfirm={async (reason) => {
        await orSay(settle.mutateAsync({ touchId, as, reason }));
        notify({ title: done[as] });
        await Promise.all([
          queries.invalidateQueries({ queryKey: trpc.journeys.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.today.pathKey() }),
        ]);
      }}
    >
      <div className="flex flex-col gap-4">
        <p>
          {title}. The connection broke while it was handed over: nobody can tell whether it went. Heed never sends such
          a mail twice by itself.
        </p>
        <RadioGroup legend="What became of it" options={ends} value={as} onValueChange={setAs} />
      </div>
    </ConfirmDialog>
  );
}
