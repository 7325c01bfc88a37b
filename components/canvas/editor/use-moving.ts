"use client";

import { useCallback, useMemo, useState } from "react";
import { placeWords } from "@/components/canvas/add/slot-choice";
import { type DrawnGraph, edgeKeyOf } from "@/components/canvas/drawing";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import type { MovePlaces } from "@/components/canvas/to-flow";
import { type Slot, titleOf } from "@/core/edit";
import { moveStep } from "@/core/edit-move";
import { type Graph, type NodeId, nodeOf, stepLabel } from "@/core/graph";
import type { Run } from "./use-run";
import type { Selection } from "./use-selection";

interface Moving {
  readonly id: NodeId;
  /** Where it may go, as one reads the drawing. */
  readonly slots: readonly Slot[];
  readonly at: number;
}

export interface MoveMode {
  readonly moving: NodeId | null;
  readonly places: MovePlaces | undefined;
  readonly begin: (id: NodeId) => void;
  /** Arrows aim, Enter drops, Esc leaves it where it was. True: the key was for this. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  readonly drop: (slot: Slot) => void;
  readonly cancel: () => void;
}

/** Moving a step without the mouse: every place it may go is a plus; one is aimed at, or pressed. */
export function useMoving(input: {
  store: DraftStore;
  drawn: DrawnGraph;
  run: Run;
  selection: Selection;
  say: (words: string) => void;
}): MoveMode {
  const { store, drawn, run, selection, say } = input;
  const [moving, setMoving] = useState<Moving | null>(null);

  const aim = useCallback(
    (next: Moving) => {
      const slot = next.slots[next.at];
      if (!slot) return;
      setMoving(next);
      selection.walkTo(slot.from, false);
      say(`${placeWords(store.getState().graph, slot)}. ${next.at + 1} of ${next.slots.length}`);
    },
    [selection, say, store],
  );
  const begin = useCallback(
    (id: NodeId) => {
      const graph = store.getState().graph;
      const node = nodeOf(graph, id);
      const slots = placesFor(graph, drawn, id);
      if (!node || slots.length === 0) return say("There is nowhere else to put it");
      const from = drawn.places.get(id)?.y ?? 0;
      const below = slots.findIndex((slot) => (drawn.places.get(slot.from)?.y ?? 0) >= from);
      const at = below === -1 ? slots.length - 1 : below;
      setMoving({ id, slots, at });
      const first = slots[at];
      say(
        `Moving ${titleOf(node)}. Arrows choose a place, Enter puts it there, Escape leaves it. ${first ? placeWords(graph, first) : ""}`,
      );
    },
    [store, drawn, say],
  );
  const drop = useCallback(
    (slot: Slot) => {
      if (!moving) return;
      setMoving(null);
      const node = nodeOf(store.getState().graph, moving.id);
      const where = placeWords(store.getState().graph, slot);
      run((graph) => moveStep(graph, moving.id, slot), {
        ...(node ? { say: `${stepLabel(node)} moved ${where}` } : {}),
      });
    },
    [moving, run, store],
  );
  const cancel = useCallback(() => {
    if (!moving) return;
    setMoving(null);
    selection.walkTo(moving.id);
    say("Not moved");
  }, [moving, selection, say]);
  const onKey = useCallback(
    (event: KeyboardEvent): boolean => {
      if (!moving) return false;
      const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const count = moving.slots.length;
      if (by !== undefined) aim({ ...moving, at: (moving.at + by + count) % count });
      else if (event.key === "Enter") {
        const slot = moving.slots[moving.at];
        if (slot) drop(slot);
      } else if (event.key === "Escape") cancel();
      else return false;
      return true;
    },
    [moving, aim, drop, cancel],
  );
  const places = useMemo((): MovePlaces | undefined => {
    if (!moving) return undefined;
    const aimed = moving.slots[moving.at];
    return { lines: new Set(moving.slots.map(edgeKeyOf)), aimed: aimed ? edgeKeyOf(aimed) : null };
  }, [moving]);
  return useMemo(
    () => ({ moving: moving?.id ?? null, places, begin, onKey, drop, cancel }),
    [moving, places, begin, onKey, drop, cancel],
  );
}

/** Every place the step may be moved to, from top to bottom. */
function placesFor(graph: Graph, drawn: DrawnGraph, id: NodeId): Slot[] {
  const height = (slot: Slot) => drawn.places.get(slot.from)?.y ?? 0;
  return drawn.lines
    .map((line): Slot => ({ from: line.from, outlet: line.outlet.id }))
    .filter((slot) => moveStep(graph, id, slot).ok)
    .sort((a, b) => height(a) - height(b));
}
