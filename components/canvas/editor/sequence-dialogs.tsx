"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import { ArchiveDialog } from "@/components/sequences/archive-dialog";
import { PauseDialog } from "@/components/sequences/pause-dialog";
import { SettingsDialog } from "@/components/sequences/settings-dialog";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { SequenceHead } from "./editor-header";
import { RenameDialog } from "./rename-dialog";

export type SequenceQuestion = "rename" | "settings" | "pause" | "discard" | "archive";

/** What the menu of a sequence asks before it does something. */
export function SequenceDialogs({
  asked,
  onClose,
  sequence,
  workspace,
  store,
  flush,
  onChanged,
}: {
  asked: SequenceQuestion;
  onClose: () => void;
  sequence: SequenceHead;
  workspace: string;
  store: DraftStore;
  /** Saves what was typed last. */
  flush: () => Promise<boolean>;
  /** Says it and reads the sequence anew. */
  onChanged: (title: string) => Promise<void>;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const rename = useMutation(trpc.sequences.rename.mutationOptions());
  const discard = useMutation(trpc.sequences.discardDraft.mutationOptions());
  const { id } = sequence;
  switch (asked) {
    case "settings":
      return <SettingsDialog id={id} onClose={onClose} />;
    case "rename":
      return (
        <RenameDialog
          open
          onOpenChange={onClose}
          name={sequence.name}
          onRename={async (name) => {
            await rename.mutateAsync({ id, name });
            await onChanged(`It is called “${name}” now`);
          }}
        />
      );
    case "pause":
      return <PauseDialog sequence={sequence} open onClose={onClose} />;
    case "discard":
      return (
        <ConfirmDialog
          open
          onOpenChange={onClose}
          title="Discard all changes?"
          confirmLabel="Discard changes"
          danger
          onConfirm={async () => {
            await flush(); // a save still on its way would bring its words back
            const { draft, revision } = await orSay(discard.mutateAsync({ id }));
            store.getState().replace(draft, "Discarded changes");
            store.getState().saved(draft, revision, Date.now());
          }}
        >
          The draft and its settings become what version {sequence.liveVersion?.number} says. Ctrl Z brings the steps
          back as they are now, not the settings.
        </ConfirmDialog>
      );
    case "archive":
      return (
        <ArchiveDialog
          sequence={sequence}
          open
          onClose={onClose}
          onArchived={() => router.push(`/${workspace}/sequences`)}
        />
      );
  }
}
