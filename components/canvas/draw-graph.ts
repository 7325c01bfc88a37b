import { entryOf, outletsOf, wiringOf } from "@/core/compile";
import { type Graph, type GraphNode, nodesOf } from "@/core/graph";
import { edgeKey, findBackEdges } from "@/core/structure";
import type { DrawnGraph, DrawnLine } from "./drawing";
import type { Drawing } from "./layout/dominators";
import { type Gaps, laneKey, type Size, tidy } from "./layout/tidy";

/** Lays a graph out with the heights of the mode it is shown in; nudged cards stand where they were put. */
export function drawGraph(
  graph: Graph,
  sizeOf: (node: GraphNode, lines: readonly DrawnLine[]) => Size,
  gaps?: Gaps,
): DrawnGraph {
  const wiring = wiringOf(graph);
  const { edges: back } = findBackEdges(wiring);
  const nodes = nodesOf(graph);
  const linesFrom = new Map(nodes.map((node) => [node.id, linesOf(graph, node, back)]));
  const lines = [...linesFrom.values()].flat();
  const reached = new Set(lines.filter((line) => !line.back).map((line) => line.to));
  const entry = entryOf(graph);
  const loose = nodes.filter((node) => node.id !== entry && !reached.has(node.id)).map((node) => node.id);
  const drawing: Drawing = {
    roots: entry === null ? loose : [entry, ...loose],
    targets: new Map(
      nodes.map((node) => [node.id, (linesFrom.get(node.id) ?? []).map((line) => (line.back ? null : line.to))]),
    ),
  };
  const sizes = new Map(nodes.map((node) => [node.id, sizeOf(node, linesFrom.get(node.id) ?? [])]));
  const { places, lanes } = tidy(drawing, (id) => sizes.get(id) ?? { width: 0, height: 0 }, gaps);
  for (const node of nodes) {
    const place = places.get(node.id);
    if (node.nudge && place) places.set(node.id, { x: place.x + node.nudge.x, y: place.y + node.nudge.y });
  }
  return {
    places,
    lines: lines.map((line) => ({ ...line, laneX: lanes.get(laneKey(line.from, line.tab)) ?? null })),
    ids: nodes.map(({ id }) => id),
    roots: drawing.roots,
  };
}

function linesOf(graph: Graph, node: GraphNode, back: ReadonlySet<string>): DrawnLine[] {
  const shown = outletsOf(graph, node.id).filter((outlet) => !outlet.optional || node.next[outlet.id] !== undefined);
  return shown.map((outlet, index) => {
    const to = node.next[outlet.id];
    return {
      id: edgeKey(node.id, outlet.id),
      from: node.id,
      outlet,
      tab: index,
      tabs: shown.length,
      to: to !== undefined && graph.nodes[to] ? to : null,
      back: back.has(edgeKey(node.id, outlet.id)),
      laneX: null,
    };
  });
}
