import type { DrawnGraph, DrawnLine } from "@/components/canvas/drawing";
import { edgeKeyOf } from "@/components/canvas/drawing";
import type { Slot } from "@/core/edit";
import { type Graph, type NodeId, nodeOf, stepLabel } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";

/** A way out of a step, as one chooses among several. */
export interface SlotChoice {
  readonly slot: Slot;
  readonly label: string;
  /** "S8", "back to S3", or null: people leave there. */
  readonly leadsTo: string | null;
}

/** The ways out of a step in the order of its tabs; empty after an exit. */
export function slotsFrom(graph: Graph, drawn: DrawnGraph, id: NodeId): SlotChoice[] {
  const node = nodeOf(graph, id);
  if (!node || nodeTypeOf(node.kind)?.terminal) return [];
  return drawn.lines.filter((line) => line.from === id).map((line) => choiceOf(graph, line));
}

/** One place on a line, by its plus. */
export function slotAt(graph: Graph, drawn: DrawnGraph, slot: Slot): SlotChoice {
  const line = drawn.lines.find(({ id }) => id === edgeKeyOf(slot));
  return line ? choiceOf(graph, line) : { slot, label: "", leadsTo: null };
}

function choiceOf(graph: Graph, line: DrawnLine): SlotChoice {
  const target = line.to === null ? undefined : nodeOf(graph, line.to);
  return {
    slot: { from: line.from, outlet: line.outlet.id },
    label: line.outlet.label,
    leadsTo: target ? `${line.back ? "back to " : ""}${stepLabel(target)}` : null,
  };
}

/** "after S5, before S8". */
export function placeWords(graph: Graph, { from, outlet }: Slot): string {
  const node = nodeOf(graph, from);
  const to = node?.next[outlet];
  const next = to === undefined ? undefined : nodeOf(graph, to);
  return `after ${node ? stepLabel(node) : "the entry"}${next ? `, before ${stepLabel(next)}` : ""}`;
}
