import { elapseOf } from "@/core/day-gutter";
import { type Graph, type NodeId, stepLabel } from "@/core/graph";
import { DAY_MS } from "@/core/instant";
import { nodeTypeOf } from "@/core/nodes";
import type { Problem } from "@/core/problem";
import type { Wiring } from "@/core/structure";

/**
 * Mails that certainly follow each other within 24 hours: the governor would hold the second, and the marketer should know
 * while drawing. Follows lines from each mail until a day has surely passed.
 */
export function checkPace(graph: Graph, wiring: Wiring): Problem[] {
  return Object.values(graph.nodes).flatMap((node): Problem[] => {
    if (!nodeTypeOf(node.kind)?.sends) return [];
    const soon = nextMailWithin(graph, wiring, node.id, DAY_MS);
    if (soon === null) return [];
    return [
      {
        nodeId: soon,
        code: "two-in-a-day",
        message: `Comes within 24 hours of ${stepLabel(node)}. Put a wait between, or the limit will hold it`,
        rank: "look",
      },
    ];
  });
}

function nextMailWithin(graph: Graph, wiring: Wiring, mailId: NodeId, limitMs: number): NodeId | null {
  const least = new Map<NodeId, number>();
  const todo: { id: NodeId; atMost: number }[] = [{ id: mailId, atMost: 0 }];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    for (const line of wiring.out.get(at.id) ?? []) {
      const { maxMs } = elapseOf(graph, at.id, line.outlet);
      if (maxMs === null || at.atMost + maxMs >= limitMs) continue;
      const total = at.atMost + maxMs;
      if (nodeTypeOf(graph.nodes[line.to]?.kind ?? "")?.sends) return line.to === mailId ? null : line.to;
      if ((least.get(line.to) ?? Number.POSITIVE_INFINITY) <= total) continue;
      least.set(line.to, total);
      todo.push({ id: line.to, atMost: total });
    }
  }
  return null;
}
