"use client";

import { useCallback, useMemo, useState } from "react";
import type { NodeChange, OnNodeDrag } from "reactflow";
import type { Slot } from "@/core/edit";
import type { NodeId } from "@/core/graph";
import type { StepFlowNode } from "./flow-node";
import type { Flow } from "./to-flow";

type Places = ReadonlyMap<NodeId, { x: number; y: number }>;
const nowhere: Places = new Map();

/**
 * Cards under the pointer: shown where they are dragged, and told to the draft when they are let go: on the plus of a line
 * they move there, anywhere else they are nudged, all together.
 */
export function useCardDrag(
  flow: Flow,
  onNudge: ((ids: readonly NodeId[], by: { x: number; y: number }) => void) | undefined,
  onMove: ((id: NodeId, slot: Slot) => void) | undefined,
) {
  const [dragged, setDragged] = useState(nowhere);
  const nodes = useMemo(
    () =>
      dragged.size === 0
        ? flow.nodes
        : flow.nodes.map((node): StepFlowNode => {
            const position = dragged.get(node.id);
            return position ? { ...node, position, dragging: true } : node;
          }),
    [flow.nodes, dragged],
  );
  const onNodesChange = useCallback((changes: readonly NodeChange[]) => {
    const moved = changes.flatMap((change) =>
      change.type === "position" && change.dragging && change.position ? [[change.id, change.position] as const] : [],
    );
    if (moved.length > 0) setDragged((before) => new Map([...before, ...moved]));
  }, []);
  const onNodeDragStop: OnNodeDrag = useCallback(
    (event, node, all) => {
      setDragged(nowhere);
      const from = flow.drawn.places.get(node.id);
      if (!from) return;
      const slot = all.length === 1 ? slotUnder(event) : null;
      const by = { x: Math.round(node.position.x - from.x), y: Math.round(node.position.y - from.y) };
      if (slot) onMove?.(node.id, slot);
      else if (by.x !== 0 || by.y !== 0)
        onNudge?.(
          all.map(({ id }) => id),
          by,
        );
    },
    [flow.drawn.places, onNudge, onMove],
  );
  return { nodes, onNodesChange, onNodeDragStop };
}

/** The line whose plus lies under the pointer, below the card that is held. */
function slotUnder(event: MouseEvent | TouchEvent | React.MouseEvent | React.TouchEvent): Slot | null {
  const point = "changedTouches" in event ? event.changedTouches[0] : event;
  if (!point) return null;
  for (const element of document.elementsFromPoint(point.clientX, point.clientY)) {
    const plus = element.closest("[data-slot-from]");
    const from = plus?.getAttribute("data-slot-from");
    const outlet = plus?.getAttribute("data-slot-outlet");
    if (from && outlet) return { from, outlet };
  }
  return null;
}
