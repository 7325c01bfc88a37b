"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { DraftStore, Gone } from "@/components/canvas/store/draft-store";
import { useDraftState } from "@/components/canvas/store/use-draft";
import { ArchiveDialog, useRestore } from "@/components/sequences/archive-dialog";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { notify } from "@/components/ui/toast";
import type { SequenceHead } from "./editor-header";
import { RenameDialog } from "./rename-dialog";

// Its form is large and seldom opened.
const SettingsDialog = dynamic(
  () => import("@/components/sequences/settings-dialog").then((module) => module.SettingsDialog),
  { ssr: false },
);

type Asked = "rename" | "settings" | "pause" | "discard" | "archive" | null;

/** Undo and redo by name, pause and resume, discard, settings, duplicate, archive. */
export function SequenceMenu({
  sequence,
  workspace,
  store,
}: {
  sequence: SequenceHead;
  workspace: string;
  store: DraftStore;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked>(null);
  const lastDone = useDraftState(store, (state) => state.done.at(-1));
  const lastUndone = useDraftState(store, (state) => state.undone.at(-1));
  const { id } = sequence;

  const changed = async (title: string) => {
    notify({ title });
    await queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
    router.refresh();
  };
  const fail = (error: unknown) =>
    notify({ title: "That did not work", description: errorMessage(error), tone: "error" });
  const rename = useMutation(trpc.sequences.rename.mutationOptions());
  const pause = useMutation(trpc.sequences.pause.mutationOptions());
  const resume = useMutation(
    trpc.sequences.resume.mutationOptions({
      onSuccess: () => changed("It goes on, at its normal pace"),
      onError: fail,
    }),
  );
  const discard = useMutation(trpc.sequences.discardDraft.mutationOptions());
  const restore = useRestore();
  const duplicate = useMutation(
    trpc.sequences.duplicate.mutationOptions({
      onSuccess: (made) => router.push(`/${workspace}/sequences/${made.id}/draft`),
      onError: fail,
    }),
  );

  return (
    <>
      <Menu trigger={<IconButton label="More for this sequence" icon={<MoreHorizontal />} />}>
        <MenuItem disabled={!lastDone} shortcut="Ctrl Z" onSelect={() => tellRefused(store.getState().undo())}>
          {lastDone ? `Undo: ${lastDone.patch.label}` : "Nothing to undo"}
        </MenuItem>
        <MenuItem disabled={!lastUndone} shortcut="Ctrl ⇧ Z" onSelect={() => tellRefused(store.getState().redo())}>
          {lastUndone ? `Redo: ${lastUndone.patch.label}` : "Nothing to redo"}
        </MenuItem>
        <MenuSeparator />
        {sequence.state === "live" ? <MenuItem onSelect={() => setAsked("pause")}>Pause…</MenuItem> : null}
        {sequence.state === "paused" ? <MenuItem onSelect={() => resume.mutate({ id })}>Resume</MenuItem> : null}
        {sequence.liveVersion ? <MenuItem onSelect={() => setAsked("discard")}>Discard changes…</MenuItem> : null}
        <MenuItem onSelect={() => setAsked("settings")}>Settings…</MenuItem>
        <MenuItem onSelect={() => setAsked("rename")}>Rename…</MenuItem>
        <MenuItem onSelect={() => duplicate.mutate({ id })}>Duplicate</MenuItem>
        <MenuSeparator />
        {sequence.state === "archived" ? (
          <MenuItem onSelect={() => restore.mutate({ id })}>Restore</MenuItem>
        ) : (
          <MenuItem danger onSelect={() => setAsked("archive")}>
            Archive…
          </MenuItem>
        )}
      </Menu>
      {asked === "settings" ? <SettingsDialog id={id} onClose={() => setAsked(null)} /> : null}
      <RenameDialog
        open={asked === "rename"}
        onOpenChange={() => setAsked(null)}
        name={sequence.name}
        onRename={async (name) => {
          await rename.mutateAsync({ id, name });
          await changed(`It is called “${name}” now`);
        }}
      />
      <ConfirmDialog
        open={asked === "pause"}
        onOpenChange={() => setAsked(null)}
        title={`Pause “${sequence.name}”?`}
        confirmLabel="Pause"
        reason="optional"
        onConfirm={async (reason) => {
          await pause.mutateAsync({ id, clock: "stands", ...(reason ? { reason } : {}) });
          await changed("Paused. Nothing leaves until you resume");
        }}
      >
        No touch leaves while it is paused, and waits stand still. Resuming never bursts.
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === "discard"}
        onOpenChange={() => setAsked(null)}
        title="Discard all changes?"
        confirmLabel="Discard changes"
        danger
        onConfirm={async () => {
          const { draft, revision } = await discard.mutateAsync({ id });
          store.getState().replace(draft, "Discarded changes");
          store.getState().saved(draft, revision, Date.now());
        }}
      >
        The draft becomes what version {sequence.liveVersion?.number} says. Ctrl Z brings your changes back.
      </ConfirmDialog>
      <ArchiveDialog
        sequence={sequence}
        open={asked === "archive"}
        onClose={() => setAsked(null)}
        onArchived={() => router.push(`/${workspace}/sequences`)}
      />
    </>
  );
}

function tellRefused(entry: Gone | null): void {
  if (entry?.refused) notify({ title: entry.refused, tone: "warning" });
}
