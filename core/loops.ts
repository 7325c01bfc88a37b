import { wiringOf } from "@/core/compile";
import { readConfig } from "@/core/config";
import type { Edge, Graph } from "@/core/graph";
import { nodesOf } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";
import { onLoops, type Wiring } from "@/core/structure";

/** Lines of rounds in which nothing surely takes time: people would go round at once. Empty: every loop passes a wait. */
export function hastyLines(graph: Graph, wiring: Wiring = wiringOf(graph)): Edge[] {
  const pausing = new Set(
    nodesOf(graph).flatMap((node) => {
      const type = nodeTypeOf(node.kind);
      return type?.pauses?.(readConfig(node, type).config) ? [node.id] : [];
    }),
  );
  // Whoever leaves by `done` leaves at once, also from a wait.
  const atOnce = (from: string, outlet: string) => outlet === "done" || !pausing.has(from);
  const hasty = onLoops(wiring, atOnce);
  return [...wiring.out].flatMap(([from, lines]) =>
    lines.flatMap(({ outlet, to }) =>
      hasty.has(from) && hasty.has(to) && atOnce(from, outlet) ? [{ from, outlet, to }] : [],
    ),
  );
}
