"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toast";
import { useRestore } from "./use-restore";

/** Asks before a sequence is archived: says how many are inside and what becomes of them. */
export function ArchiveDialog({
  sequence,
  open,
  onClose,
  onArchived,
}: {
  sequence: { readonly id: string; readonly name: string };
  open: boolean;
  onClose: () => void;
  onArchived?: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const restore = useRestore();
  const inside = useQuery({ ...trpc.sequences.counts.queryOptions({ id: sequence.id }), enabled: open });
  const archive = useMutation(trpc.sequences.archive.mutationOptions());
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Archive “${sequence.name}”?`}
      confirmLabel="Archive"
      danger
      onConfirm={async () => {
        const { people } = await orSay(archive.mutateAsync({ id: sequence.id }));
        notify({
          title: "Archived",
          description: people > 0 ? `${sayPeople(people)} left the sequence.` : "Nobody was inside.",
          action: { label: "Restore", onSelect: () => restore.mutate({ id: sequence.id }) },
        });
        await queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
        onArchived?.();
      }}
    >
      {sayArchiving(inside.data?.people ?? null)}
    </ConfirmDialog>
  );
}

/** What archiving does to those inside; `null` while their number is not known. */
export function sayArchiving(people: number | null): string {
  const them =
    people === 0
      ? "Nobody is inside."
      : `${people === null ? "Everybody inside" : sayPeople(people)} ${people === 1 || people === null ? "leaves" : "leave"}: what has not been sent is taken back, and no more of it is sent to them.`;
  return `${them} Nobody enters any more. The history stays, and the sequence can be restored; whoever has left does not come back by that.`;
}

const sayPeople = (people: number): string => `${people.toLocaleString("en")} ${people === 1 ? "person" : "people"}`;
