"use client";

import { useCallback, useRef, useState } from "react";
import type { AddAsk, Addition } from "@/components/canvas/add/add-menu";
import { placeWords, type SlotChoice, slotAt, slotsFrom } from "@/components/canvas/add/slot-choice";
import type { DrawnGraph } from "@/components/canvas/drawing";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { connect, disconnect, insertStep, type Slot, titleOf } from "@/core/edit";
import { holdsSteps, pasteSteps } from "@/core/edit-paste";
import { type NodeId, nodeOf, stepLabel } from "@/core/graph";
import type { SequenceSettings } from "@/core/sequence-settings";
import { newStepId } from "./new-step-id";
import { presetConfig } from "./preset-config";
import { readClip } from "./use-clipboard";
import type { Run } from "./use-run";
import type { Selection } from "./use-selection";

export interface AddingInput {
  readonly store: DraftStore;
  readonly drawn: DrawnGraph;
  readonly run: Run;
  readonly selection: Selection;
  readonly vocabulary: WorkspaceVocabulary | null;
  readonly settings: SequenceSettings;
  readonly say: (words: string) => void;
  /** A step was added and its panel opens with the first field. */
  readonly onAdded: (id: NodeId) => void;
}

/** The add menu: opened at a plus or at the step under the keyboard, and what is picked in it. */
export function useAdding({ store, drawn, run, selection, vocabulary, settings, say, onAdded }: AddingInput) {
  const [ask, setAsk] = useState<(AddAsk & { readonly clip: string | null }) | null>(null);
  const [early, asked] = [useRef(""), useRef(false)];
  const openWith = useCallback(
    (anchor: Element, slots: readonly SlotChoice[], purpose: AddAsk["purpose"]) => {
      early.current = "";
      asked.current = true;
      const clip = readClip();
      setAsk({ anchor, slots, purpose, clip: clip !== null && holdsSteps(clip) ? clip : null });
    },
    [early, asked],
  );
  /** Keys pressed on the canvas while the menu is on its way are the menu's. */
  const typeEarly = useCallback(
    (key: string): boolean => {
      if (!asked.current || key.length !== 1) return false;
      early.current += key;
      return true;
    },
    [early, asked],
  );
  const close = useCallback(() => {
    asked.current = false;
    setAsk(null);
  }, [asked]);
  const addAt = useCallback(
    (slot: Slot, anchor: Element) => openWith(anchor, [slotAt(store.getState().graph, drawn, slot)], "add"),
    [store, drawn, openWith],
  );
  const askFrom = useCallback(
    (id: NodeId, purpose: AddAsk["purpose"]) => {
      const graph = store.getState().graph;
      const anchor = document.getElementById(`step-${id}`);
      const slots = slotsFrom(graph, drawn, id);
      const node = nodeOf(graph, id);
      if (slots.length === 0 && node) say(`Nothing follows ${stepLabel(node)}`);
      else if (anchor) openWith(anchor, slots, purpose);
    },
    [store, drawn, openWith, say],
  );

  function pick(slot: Slot, addition: Addition): void {
    const clip = ask?.clip ?? "";
    close();
    if ("paste" in addition) run((graph) => pasteSteps(graph, clip, slot, newStepId));
    else if ("cut" in addition) run((graph) => disconnect(graph, slot));
    else if ("continueAt" in addition) run((graph) => connect(graph, slot, addition.continueAt));
    else addStep(slot, addition.kind, addition.keep);
  }

  function addStep(slot: Slot, kind: string, keep: string | undefined): void {
    const id = newStepId();
    const config = presetConfig(kind, vocabulary, settings);
    const where = placeWords(store.getState().graph, slot);
    const edit = run(
      (graph) =>
        insertStep(graph, { id, kind, slot, ...(config ? { config } : {}), ...(keep === undefined ? {} : { keep }) }),
      { after: "stay" },
    );
    const node = edit.ok ? nodeOf(edit.graph, id) : undefined;
    if (!node) return;
    const isOnLine = edit.ok && nodeOf(edit.graph, slot.from)?.next[slot.outlet] === id;
    say(`${titleOf(node)} added ${isOnLine ? where : "beside the flow: it is reached from anywhere"}`);
    selection.open(id);
    selection.walkTo(id, false);
    onAdded(id);
  }

  return { ask, early, typeEarly, close, addAt, askFrom, pick };
}
