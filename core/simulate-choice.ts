import { readConfig } from "@/core/config";
import { withNodes } from "@/core/edit";
import type { Graph, NodeId, OutletId } from "@/core/graph";
import { isJsonObject } from "@/core/json";
import { nodeTypeOf } from "@/core/nodes";

/** The graph in which branches and splits go the chosen way; the rest is shared. Waits are chosen by what the person does. */
export function withChoices(graph: Graph, choices: Readonly<Record<NodeId, { readonly outlet: OutletId }>>): Graph {
  const forced = Object.entries(choices).flatMap(([id, { outlet }]) => {
    const node = graph.nodes[id];
    const type = node === undefined ? null : nodeTypeOf(node.kind);
    if (node === undefined || type?.force === undefined) return [];
    const config = type.force(readConfig(node, type).config, outlet);
    return isJsonObject(config) ? [{ ...node, config }] : [];
  });
  return forced.length === 0 ? graph : withNodes(graph, forced);
}
