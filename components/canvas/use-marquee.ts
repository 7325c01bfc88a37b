"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { NodeChange } from "reactflow";
import type { NodeId } from "@/core/graph";
import type { StepFlowNode } from "./flow-node";

const none: ReadonlySet<NodeId> = new Set();

/** A frame drawn with Shift: cards in it are marked while it is drawn, and told when it is done. */
export function useMarquee(nodes: StepFlowNode[], onMarquee: ((ids: readonly NodeId[]) => void) | undefined) {
  const drawing = useRef(false);
  const framed = useRef(none);
  const [marked, setMarked] = useState(none);
  const shown = useMemo(
    () => (marked.size === 0 ? nodes : nodes.map((node) => (marked.has(node.id) ? { ...node, selected: true } : node))),
    [nodes, marked],
  );
  const onNodesChange = useCallback((changes: readonly NodeChange[]) => {
    if (!drawing.current) return;
    const next = new Set(framed.current);
    for (const change of changes) {
      if (change.type !== "select") continue;
      if (change.selected) next.add(change.id);
      else next.delete(change.id);
    }
    framed.current = next;
    setMarked(next);
  }, []);
  const onSelectionStart = useCallback(() => {
    drawing.current = true;
    framed.current = none;
  }, []);
  const onSelectionEnd = useCallback(() => {
    drawing.current = false;
    if (framed.current.size > 0) onMarquee?.([...framed.current]);
    setMarked(none);
  }, [onMarquee]);
  return { nodes: shown, onNodesChange, onSelectionStart, onSelectionEnd };
}
