"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { DraftStore, Gone } from "@/components/canvas/store/draft-store";
import { useDraftState } from "@/components/canvas/store/use-draft-store";
import { useRestore } from "@/components/sequences/use-restore";
import { useResume } from "@/components/sequences/use-resume";
import { useSequenceRights } from "@/components/sequences/use-sequence-rights";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { notify } from "@/components/ui/toast";
import type { SequenceHead } from "./editor-header";
import type { SequenceQuestion } from "./sequence-dialogs";

// Their forms are large and seldom opened.
const SequenceDialogs = dynamic(() => import("./sequence-dialogs").then((module) => module.SequenceDialogs), {
  ssr: false,
});

/** For whoever may change the sequence: undo and redo by name, pause and resume, discard, settings, duplicate, archive. */
export function SequenceMenu({
  sequence,
  workspace,
  store,
  flush,
}: {
  sequence: SequenceHead;
  workspace: string;
  store: DraftStore;
  /** Saves what was typed last. */
  flush: () => Promise<boolean>;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<SequenceQuestion | null>(null);
  const lastDone = useDraftState(store, (state) => state.done.at(-1));
  const lastUndone = useDraftState(store, (state) => state.undone.at(-1));
  const { id, state } = sequence;
  const { mayPublish } = useSequenceRights(sequence);
  const isArchived = state === "archived";

  const changed = async (title: string) => {
    notify({ title });
    await queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
    router.refresh();
  };
  const resume = useResume();
  const restore = useRestore();
  const duplicate = useMutation(
    trpc.sequences.duplicate.mutationOptions({
      onSuccess: (made) => router.push(`/${workspace}/sequences/${made.id}/draft`),
      onError: notifyFailure,
    }),
  );
  async function copy(): Promise<void> {
    if (await flush()) return duplicate.mutate({ id });
    notify({
      title: "The draft could not be saved yet",
      description: "No copy was made: it would lack what you wrote last.",
      tone: "warning",
    });
  }

  return (
    <>
      <Menu trigger={<IconButton label="More for this sequence" icon={<MoreHorizontal />} />}>
        <MenuItem
          disabled={!lastDone || isArchived}
          shortcut="Ctrl Z"
          onSelect={() => tellRefused(store.getState().undo())}
        >
          {lastDone ? `Undo: ${lastDone.patch.label}` : "Nothing to undo"}
        </MenuItem>
        <MenuItem
          disabled={!lastUndone || isArchived}
          shortcut="Ctrl ⇧ Z"
          onSelect={() => tellRefused(store.getState().redo())}
        >
          {lastUndone ? `Redo: ${lastUndone.patch.label}` : "Nothing to redo"}
        </MenuItem>
        <MenuSeparator />
        {mayPublish && state === "live" ? <MenuItem onSelect={() => setAsked("pause")}>Pause…</MenuItem> : null}
        {mayPublish && state === "paused" ? <MenuItem onSelect={() => resume.mutate({ id })}>Resume</MenuItem> : null}
        {sequence.liveVersion && !isArchived ? (
          <MenuItem onSelect={() => setAsked("discard")}>Discard changes…</MenuItem>
        ) : null}
        {isArchived ? null : <MenuItem onSelect={() => setAsked("settings")}>Settings…</MenuItem>}
        <MenuItem onSelect={() => setAsked("rename")}>Rename…</MenuItem>
        <MenuItem onSelect={() => void copy()}>Duplicate</MenuItem>
        <MenuSeparator />
        {isArchived ? (
          <MenuItem onSelect={() => restore.mutate({ id })}>Restore</MenuItem>
        ) : (
          <MenuItem danger onSelect={() => setAsked("archive")}>
            Archive…
          </MenuItem>
        )}
      </Menu>
      {asked === null ? null : (
        <SequenceDialogs
          asked={asked}
          onClose={() => setAsked(null)}
          sequence={sequence}
          workspace={workspace}
          store={store}
          flush={flush}
          onChanged={changed}
        />
      )}
    </>
  );
}

function tellRefused(entry: Gone | null): void {
  if (entry?.refused) notify({ title: entry.refused, tone: "warning" });
}
