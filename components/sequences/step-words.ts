import { outletsOf } from "@/core/compile";
import { type Graph, type GraphNode, type NodeId, stepLabel } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";

/** "S5 Worth a call?" */
export const stepName = (node: GraphNode): string =>
  `${stepLabel(node)} ${node.name ?? nodeTypeOf(node.kind)?.title ?? node.kind}`;

export const outletLabel = (graph: Graph, nodeId: NodeId, outlet: string): string =>
  outletsOf(graph, nodeId).find(({ id }) => id === outlet)?.label ?? outlet;
