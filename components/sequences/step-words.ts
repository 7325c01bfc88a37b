import { outletsOf } from "@/core/compile";
import { titleOf } from "@/core/config";
import { type Graph, type GraphNode, type NodeId, stepLabel } from "@/core/graph";

/** "S5 Worth a call?": its number, and what its card is called. */
export const stepName = (node: GraphNode): string => `${stepLabel(node)} ${titleOf(node)}`;

export const outletLabel = (graph: Graph, nodeId: NodeId, outlet: string): string =>
  outletsOf(graph, nodeId).find(({ id }) => id === outlet)?.label ?? outlet;
