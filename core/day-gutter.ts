import { entryOf, wiringOf } from "@/core/compile";
import { readConfig } from "@/core/config";
import { type Graph, type NodeId, nodeOf, type OutletId } from "@/core/graph";
import { DAY_MS } from "@/core/instant";
import type { Elapse } from "@/core/node-type";
import { nodeTypeOf } from "@/core/nodes";
import { edgeKey, findBackEdges, type Wiring } from "@/core/structure";

/** When a step is reached, in milliseconds after the entry, if nothing is held. */
export interface DaySpan {
  readonly earliestMs: number;
  /** null: no upper limit (a date attribute lies before it). */
  readonly latestMs: number | null;
  /** Day 1 is the day of entering. */
  readonly firstDay: number;
  readonly lastDay: number | null;
}

/** Time spent on a step before leaving by an outlet. */
export function elapseOf(graph: Graph, id: NodeId, outlet: OutletId): Elapse {
  const node = nodeOf(graph, id);
  const type = node === undefined ? null : nodeTypeOf(node.kind);
  if (node === undefined || type === null) return { minMs: 0, maxMs: 0 };
  return type.elapse?.(readConfig(node, type).config, outlet) ?? { minMs: 0, maxMs: 0 };
}

/**
 * Earliest and latest day of every step reached from the entry, first round of loops only. Steps reached only by a goal are
 * left out: they may come any day. One pass in topological order of the lines that do not lead back: O(nodes + lines).
 */
export function daySpans(graph: Graph): Map<NodeId, DaySpan> {
  const wiring = wiringOf(graph);
  const entryId = entryOf(graph);
  const spans = new Map<NodeId, { earliest: number; latest: number | null }>();
  if (entryId === null) return new Map();
  spans.set(entryId, { earliest: 0, latest: 0 });
  const { edges } = findBackEdges(wiring);
  for (const id of topological(wiring, entryId, edges)) {
    const span = spans.get(id);
    if (span === undefined) continue;
    for (const line of wiring.out.get(id) ?? []) {
      if (edges.has(edgeKey(id, line.outlet)) || line.outlet === "done") continue;
      const { minMs, maxMs } = elapseOf(graph, id, line.outlet);
      const earliest = span.earliest + minMs;
      const latest = span.latest === null || maxMs === null ? null : span.latest + maxMs;
      const known = spans.get(line.to);
      spans.set(
        line.to,
        known === undefined
          ? { earliest, latest }
          : {
              earliest: Math.min(known.earliest, earliest),
              latest: known.latest === null || latest === null ? null : Math.max(known.latest, latest),
            },
      );
    }
  }
  return new Map([...spans].map(([id, span]) => [id, toDaySpan(span)]));
}

const toDaySpan = ({ earliest, latest }: { earliest: number; latest: number | null }): DaySpan => ({
  earliestMs: earliest,
  latestMs: latest,
  firstDay: Math.floor(earliest / DAY_MS) + 1,
  lastDay: latest === null ? null : Math.floor(latest / DAY_MS) + 1,
});

/** "Day 3", "Days 3 to 6", "From day 3". */
export function describeDays(span: DaySpan): string {
  if (span.lastDay === null) return `From day ${span.firstDay}`;
  return span.firstDay === span.lastDay ? `Day ${span.firstDay}` : `Days ${span.firstDay} to ${span.lastDay}`;
}

function topological(wiring: Wiring, entryId: NodeId, back: ReadonlySet<string>): NodeId[] {
  const order: NodeId[] = [];
  const seen = new Set<NodeId>([entryId]);
  const stack: { id: NodeId; index: number }[] = [{ id: entryId, index: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const line = (wiring.out.get(top.id) ?? [])[top.index];
    if (line === undefined) {
      order.push(top.id);
      stack.pop();
      continue;
    }
    top.index += 1;
    if (seen.has(line.to) || back.has(edgeKey(top.id, line.outlet))) continue;
    seen.add(line.to);
    stack.push({ id: line.to, index: 0 });
  }
  return order.reverse();
}
