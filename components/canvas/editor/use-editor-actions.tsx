"use client";

import { useCallback, useMemo } from "react";
import { useCanvasActions } from "@/components/canvas/flow-canvas";
import { TryTab } from "@/components/try/try-tab";
import { outletsOf } from "@/core/compile";
import type { Slot } from "@/core/edit";
import type { Graph, NodeId } from "@/core/graph";
import { labelOf } from "./label-of";
import type { Editing } from "./use-editing";

/** What cards, lines and the menu of a step ask for. */
export function useEditorActions({
  graph,
  selection,
  walk,
  moving,
  adding,
  trying,
  deleting,
  duplicate,
  setPopup,
}: Editing) {
  const { open, toggle } = selection;
  const { addAt, askFrom } = adding;
  const actions = useCanvasActions({
    select: useCallback(
      (id, options) => {
        if (options?.also) return toggle(id);
        open(id);
        if (options?.byKey) walk.focusFirst(id);
      },
      [toggle, open, walk.focusFirst],
    ),
    add: useCallback(
      (slot: Slot, anchor: Element) => (moving.moving === null ? addAt(slot, anchor) : moving.drop(slot)),
      [moving, addAt],
    ),
    tab: useMemo(
      () =>
        trying.isOpen
          ? (id: NodeId, outlet: string) => (
              <TryTab trying={trying} nodeId={id} outlet={outlet} label={labelOfOutlet(graph, id, outlet)} />
            )
          : undefined,
      [trying, graph],
    ),
  });
  const stepActions = useMemo(
    () => ({
      onMove: moving.begin,
      onConnect: (id: NodeId) => requestAnimationFrame(() => askFrom(id, "connect")), // after the menu has closed
      onDuplicate: (id: NodeId) => duplicate([id]),
      onDelete: (id: NodeId) => deleting.remove([id]),
      onRename: (id: NodeId) => {
        open(id);
        setPopup("rename");
      },
    }),
    [moving.begin, askFrom, duplicate, deleting.remove, open, setPopup],
  );
  return { actions, stepActions };
}

function labelOfOutlet(graph: Graph, id: NodeId, outlet: string): string {
  const name = outletsOf(graph, id).find((one) => one.id === outlet)?.label ?? outlet;
  return `Choose “${name}” at ${labelOf(graph, id)}`;
}
