"use client";

import { useMutation } from "@tanstack/react-query";
import { isTRPCClientError } from "@trpc/client";
import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { notify } from "@/components/ui/toast";
import type { Graph } from "@/core/graph";
import { createDraftStore, type DraftActions, type DraftState, type DraftStore } from "./draft-store";
import { keepDraft, readKeptDraft } from "./kept-draft";

const SAVE_AFTER_MS = 600;
const RETRY_AFTER_MS = 5_000;

/** The draft store of one open sequence. Made once per sequence: what the server says later comes through `saved`. */
export function useDraft(sequence: { id: string; draft: Graph; draftRevision: number }): DraftStore {
  const [store] = useState(() =>
    createDraftStore({ graph: sequence.draft, revision: sequence.draftRevision }, () => Date.now()),
  );
  // After the first paint, which must be what the server drew.
  useEffect(() => {
    const kept = readKeptDraft(sequence.id);
    if (kept) store.getState().restore(kept);
  }, [sequence.id, store]);
  return store;
}

export const useDraftState = <T>(store: DraftStore, select: (state: DraftState & DraftActions) => T): T =>
  useStore(store, select);

/**
 * Saves 600 ms after the last change, tries again when the server is not reached, and keeps everything in this browser
 * meanwhile. `flush` saves at once (before publishing).
 */
export function useAutoSave(sequenceId: string, store: DraftStore): { flush: () => Promise<boolean> } {
  const trpc = useTRPC();
  const { mutateAsync } = useMutation(trpc.sequences.saveDraft.mutationOptions());
  const busy = useRef<Promise<boolean> | null>(null);

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
        if (answer.ok) store.getState().saved(graph, answer.revision, Date.now());
        else if (store.getState().overtaken(answer.draft, answer.revision) === "merged")
          notify({
            title: "Somebody else changed this draft too",
            description: "Both changes are in it.",
            tone: "info",
          });
      } catch (error) {
        store.getState().offline();
        const refused = isTRPCClientError(error) && error.data !== undefined && error.data !== null;
        if (refused)
          notify({ title: "This draft could not be saved", description: errorMessage(error), tone: "error" });
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
      if (state.graph !== before.graph || state.revision !== before.revision) keepDraft(sequenceId, state);
      before = state;
    });
    if (before.save.is === "unsaved") void save.current();
    const online = () => void save.current();
    window.addEventListener("online", online);
    return () => {
      stop();
      clearTimeout(timer);
      window.removeEventListener("online", online);
      void save.current();
    };
  }, [sequenceId, store]);

  return { flush: () => save.current() };
}
