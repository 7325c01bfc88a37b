import type { Graph } from "@/core/graph";
import { edgeKey } from "@/core/structure";
import type { Counts } from "./live-figures";

const THIN = 1.6;
const THICK = 9;

/** How thick each line is drawn: its share of the people who entered, in tenths of a pixel so that it seldom changes. */
export function lineWidths(graph: Graph, nodes: Counts["nodes"]): Map<string, number> {
  const all = Math.max(1, ...Object.values(nodes).map(({ entered }) => entered));
  const widths = new Map<string, number>();
  for (const node of Object.values(graph.nodes)) {
    for (const outlet of Object.keys(node.next)) {
      const people = nodes[node.id]?.outlets[outlet] ?? 0;
      if (people > 0)
        widths.set(edgeKey(node.id, outlet), Math.round((THIN + 0.2 + (THICK - THIN) * (people / all)) * 10) / 10);
    }
  }
  return widths;
}
