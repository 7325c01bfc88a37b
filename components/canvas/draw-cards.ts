import type { Graph, NodeId } from "@/core/graph";
import type { Names } from "@/core/names";
import type { Problem } from "@/core/problem";
import { type CardView, cardSize } from "./card-view";
import { dayRows } from "./day-rows";
import { drawGraph } from "./draw-graph";
import type { Cards, DrawnLine } from "./drawing";
import { share } from "./share";
import { toCardView } from "./to-card-view";

export interface CardsInput {
  readonly graph: Graph;
  readonly problems: readonly Problem[];
  readonly names: Names;
  readonly hasFoot: boolean;
}

/** Cards with their places; a card that shows what it showed before is the same object. */
export function drawCards(
  { graph, problems, names, hasFoot }: CardsInput,
  before?: ReadonlyMap<NodeId, CardView>,
): Cards {
  const problemsOf = new Map<NodeId, Problem[]>();
  for (const problem of problems) {
    if (problem.nodeId === null) continue;
    const list = problemsOf.get(problem.nodeId);
    if (list) list.push(problem);
    else problemsOf.set(problem.nodeId, [problem]);
  }
  const views = new Map<NodeId, CardView>();
  const viewOf = (id: NodeId, lines: readonly DrawnLine[]): CardView => {
    const node = graph.nodes[id];
    if (!node) throw new Error(`step ${id} is drawn and not there`);
    const view = share(before?.get(id), toCardView(graph, node, lines, problemsOf.get(id) ?? [], names));
    views.set(id, view);
    return view;
  };
  const drawn = drawGraph(graph, (node, lines) => cardSize(viewOf(node.id, lines), hasFoot));
  return { drawn, views, days: dayRows(graph, drawn.places) };
}
