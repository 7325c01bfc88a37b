"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import type { ShowRequest } from "@/components/canvas/use-show-step";
import { type Graph, type NodeId, nodeOf, nodesOf, stepLabel } from "@/core/graph";
import { useStepInAddress } from "./use-step-in-address";

export interface Selection {
  /** The step whose panel is open; it stands in the address. */
  readonly selected: NodeId | null;
  /** Chosen together, two or more; otherwise empty. */
  readonly also: ReadonlySet<NodeId>;
  /** The card that takes Tab, and was last under the keyboard. */
  readonly focused: NodeId | null;
  /** A card to bring into view. */
  readonly show: ShowRequest | null;
  /** What a command acts on: those chosen together, else the open step, else the one under the keyboard. */
  readonly chosen: () => readonly NodeId[];
  readonly open: (id: NodeId | null) => void;
  readonly toggle: (id: NodeId) => void;
  readonly choose: (ids: readonly NodeId[]) => void;
  /** Puts the keyboard on a card, wherever it is. */
  readonly walkTo: (id: NodeId, focus?: boolean) => void;
  readonly onFocus: (id: NodeId) => void;
}

const none: ReadonlySet<NodeId> = new Set();
const CARD = "step-";

/** The card that had the keyboard before the editor was there. */
function underKeyboard(): NodeId | null {
  const id = document.activeElement?.id ?? "";
  return id.startsWith(CARD) ? id.slice(CARD.length) : null;
}

/** Which steps are open, chosen and under the keyboard. None of it is history. */
export function useSelection(store: DraftStore, graph: Graph): Selection {
  const [step, setStep] = useStepInAddress();
  const [also, setAlso] = useState(none);
  const [under, setUnder] = useState(underKeyboard);
  const [show, setShow] = useState<ShowRequest | null>(null);
  // Numbers can change under the panel, when two drafts go together: the open step stays the open step.
  const opened = useRef<{ id: NodeId; step: string } | null>(null);
  const selected = useMemo(() => {
    const kept = opened.current;
    if (kept && kept.step === step && nodeOf(graph, kept.id)) return kept.id;
    return nodesOf(graph).find((node) => stepLabel(node) === step)?.id ?? null;
  }, [graph, step]);
  useEffect(() => {
    const node = selected === null ? undefined : nodeOf(graph, selected);
    if (!node) return;
    opened.current = { id: node.id, step: stepLabel(node) };
    if (stepLabel(node) !== step) setStep(stepLabel(node));
  }, [graph, selected, step, setStep]);
  const living = useMemo(() => {
    const left = [...also].filter((id) => nodeOf(graph, id) !== undefined);
    return left.length === also.size ? also : left.length > 1 ? new Set(left) : none;
  }, [also, graph]);
  const focused = under !== null && nodeOf(graph, under) ? under : (selected ?? nodesOf(graph)[0]?.id ?? null);

  const open = useCallback(
    (id: NodeId | null) => {
      const node = id === null ? undefined : nodeOf(store.getState().graph, id);
      setAlso(none);
      if (node) {
        setUnder(node.id);
        opened.current = { id: node.id, step: stepLabel(node) };
      }
      setStep(node ? stepLabel(node) : null);
    },
    [setStep, store],
  );
  const choose = useCallback(
    (ids: readonly NodeId[]) => {
      const [first] = ids;
      if (ids.length < 2) return open(first ?? null);
      setStep(null);
      setAlso(new Set(ids));
    },
    [open, setStep],
  );
  const toggle = useCallback(
    (id: NodeId) => {
      const now = new Set(living.size > 0 ? living : selected === null ? [] : [selected]);
      if (!now.delete(id)) now.add(id);
      if (now.size === 0) open(null);
      else if (now.size === 1 && living.size === 0) {
        setStep(null); // the first of several is chosen, not opened
        setAlso(now);
      } else choose([...now]);
    },
    [living, selected, open, choose, setStep],
  );
  const walkTo = useCallback((id: NodeId, focus = true) => {
    setUnder(id);
    setShow({ id, focus });
  }, []);
  const chosen = useCallback(
    () => (living.size > 0 ? [...living] : selected !== null ? [selected] : focused !== null ? [focused] : []),
    [living, selected, focused],
  );
  return useMemo(
    () => ({ selected, also: living, focused, show, chosen, open, toggle, choose, walkTo, onFocus: setUnder }),
    [selected, living, focused, show, chosen, open, toggle, choose, walkTo],
  );
}
