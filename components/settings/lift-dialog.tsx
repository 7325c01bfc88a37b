"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toast";
import { isOwnWord, saySuppression } from "@/core/suppression";

/** Lets an address be written to again, with the reason that is kept. */
export function LiftDialog({
  suppression: { id, reason },
  whom,
  onClose,
}: {
  suppression: { readonly id: string; readonly reason: string };
  whom: string;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const lift = useMutation(trpc.suppressions.lift.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Write to ${whom} again?`}
      confirmLabel="Lift"
      reason="required"
      onConfirm={async (why) => {
        await orSay(lift.mutateAsync({ id, reason: why }));
        notify({ title: "Lifted" });
        await Promise.all(
          [trpc.suppressions, trpc.contacts, trpc.journeys].map((of) =>
            queries.invalidateQueries({ queryKey: of.pathKey() }),
          ),
        );
      }}
    >
      {isOwnWord(reason)
        ? `${saySuppression(reason)}: that was their own word. Only when they asked to hear from us again; say how.`
        : `${saySuppression(reason)}. Say what has changed.`}
    </ConfirmDialog>
  );
}
