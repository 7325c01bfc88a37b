import { type Graph, type NodeId, nodeOf, stepLabel } from "@/core/graph";

/** "S5", or "it" where the step is gone. */
export const labelOf = (graph: Graph, id: NodeId): string => {
  const node = nodeOf(graph, id);
  return node ? stepLabel(node) : "it";
};
