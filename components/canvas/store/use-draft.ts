"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useRef } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { notify } from "@/components/ui/toast";
import type { DraftStore } from "./draft-store";
import { keepDraft, readKeptDraft } from "./kept-draft";
import { classifySaveFailure } from "./save-failure";

const SAVE_AFTER_MS = 600;
const RETRY_AFTER_MS = 5_000;

/** A sequence as one member has it open; null: not known yet who it is. */
export interface OpenDraft {
  readonly sequenceId: string;
  readonly memberId: string | null;
}

/** Takes up what this browser keeps of the draft. */
export function useKeptDraft({ sequenceId, memberId }: OpenDraft, store: DraftStore): void {
  // Before the first look at it: what is drawn next is the draft as it was left here.
  useLayoutEffect(() => {
    const kept = memberId === null ? null : readKeptDraft(memberId, sequenceId);
    if (kept) store.getState().restore(kept);
  }, [sequenceId, memberId, store]);
}

/**
 * Saves 600 ms after the last change, tries again when the server is not reached, and keeps everything in this browser
 * meanwhile. What the server refuses is said once and tried again with the next change. `flush` saves at once (before
 * publishing, or when somebody asks for another try).
 */
export function useAutoSave({ sequenceId, memberId }: OpenDraft, store: DraftStore): { flush: () => Promise<boolean> } {
  const trpc = useTRPC();
  const { mutateAsync } = useMutation(trpc.sequences.saveDraft.mutationOptions());
  const busy = useRef<Promise<boolean> | null>(null);

  /** Whether this browser has the draft as it is now. */
  const kept = useRef(true);
  /** The refusal that was said last. */
  const said = useRef("");
  const save = useRef(async (): Promise<boolean> => true);
  save.current = () => {
    busy.current ??= send().finally(() => {
      busy.current = null;
    });
    return busy.current;
  };
  async function send(): Promise<boolean> {
    for (;;) {
      const { graph, revision, save: state } = store.getState();
      if (state.is === "saved") return true;
      if (state.is === "conflict") return false;
      store.getState().saving();
      try {
        const answer = await mutateAsync({ id: sequenceId, revision, graph });
        said.current = "";
        if (answer.ok) store.getState().saved(graph, answer.revision, Date.now());
        else if (store.getState().overtaken(answer.draft, answer.revision) === "merged")
          notify({
            title: "Somebody else changed this draft too",
            description: "Both changes are in it.",
            tone: "info",
          });
      } catch (error) {
        const failure = classifySaveFailure(error);
        if (failure.passing) store.getState().offline(kept.current);
        else {
          const words = errorMessage(error);
          store.getState().refused(words, failure.signedOut);
          if (said.current !== words)
            notify({ title: "This draft could not be saved", description: words, tone: "error" });
          said.current = words;
        }
        return false;
      }
    }
  }

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before = store.getState();
    const stop = store.subscribe((state) => {
      if (state.graph !== before.graph || state.save.is !== before.save.is) {
        clearTimeout(timer);
        if (state.save.is === "unsaved") timer = setTimeout(() => void save.current(), SAVE_AFTER_MS);
        if (state.save.is === "offline") timer = setTimeout(() => void save.current(), RETRY_AFTER_MS);
      }
      if (state.graph !== before.graph || state.revision !== before.revision) {
        kept.current = memberId !== null && keepDraft(memberId, sequenceId, state);
      }
      before = state;
    });
    if (before.save.is === "unsaved") void save.current();
    const online = () => {
      if (store.getState().save.is !== "refused") void save.current();
    };
    window.addEventListener("online", online);
    return () => {
      stop();
      clearTimeout(timer);
      window.removeEventListener("online", online);
      void save.current();
    };
  }, [sequenceId, memberId, store]);

  return { flush: () => save.current() };
}
