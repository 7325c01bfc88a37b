import type { Graph, NodeId } from "@/core/graph";
import type { Names } from "@/core/names";
import type { Problem } from "@/core/problem";
import { type CardView, cardSize, toCardView } from "./card-view";
import { type DrawnGraph, type DrawnLine, drawGraph } from "./drawing";
import type { StepFlowLine } from "./flow-line";
import type { StepFlowNode } from "./flow-node";

/** A person's passage, as it is inked on the version they ran. */
export interface WalkedPath {
  readonly stamps: ReadonlyMap<NodeId, readonly number[]>;
  /** `from outlet` of every line taken. */
  readonly lines: ReadonlySet<string>;
  readonly at: NodeId | null;
}

export interface FlowInput {
  readonly graph: Graph;
  readonly problems: readonly Problem[];
  readonly names: Names;
  readonly editable: boolean;
  readonly hasFoot: boolean;
  readonly path: WalkedPath | null;
  readonly selected: NodeId | null;
  readonly tabStop: NodeId | null;
  /** Line widths by line id in the live view. */
  readonly widths?: ReadonlyMap<string, number>;
  /** What is different from another version. */
  readonly diff?: ReadonlyMap<NodeId, "added" | "changed">;
}

export interface Flow {
  readonly nodes: StepFlowNode[];
  readonly edges: StepFlowLine[];
  readonly drawn: DrawnGraph;
  readonly views: ReadonlyMap<NodeId, CardView>;
}

const LINE_WIDTH = 1.6;

/** React Flow's nodes and edges, derived from a graph; never stored, never the truth. */
export function toFlow(input: FlowInput): Flow {
  const { graph, problems, names, hasFoot } = input;
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
    const view = toCardView(graph, node, lines, problemsOf.get(id) ?? [], names);
    views.set(id, view);
    return view;
  };
  const drawn = drawGraph(graph, (node, lines) => cardSize(viewOf(node.id, lines), hasFoot));
  return {
    nodes: drawn.nodes.flatMap((node) => toNode(input, drawn, views.get(node.id)) ?? []),
    edges: toEdges(input, drawn),
    drawn,
    views,
  };
}

function toNode(input: FlowInput, drawn: DrawnGraph, view: CardView | undefined): StepFlowNode | null {
  const place = view && drawn.places.get(view.id);
  if (!view || !place) return null;
  const { path, selected, tabStop } = input;
  const diff = input.diff?.get(view.id);
  const stamps = path?.stamps.get(view.id) ?? [];
  const size = cardSize(view, input.hasFoot);
  return {
    id: view.id,
    type: "step",
    position: place,
    width: size.width,
    height: size.height,
    draggable: input.editable,
    selectable: false,
    focusable: false,
    data: {
      view,
      mark: {
        selected: selected === view.id,
        ...(path ? { path: stamps.length > 0 ? ("taken" as const) : ("untaken" as const) } : {}),
        ...(diff === undefined ? {} : { diff }),
      },
      stamps,
      nowHere: path?.at === view.id,
      tabStop: tabStop === view.id,
      editable: input.editable,
    },
  };
}

function toEdges({ editable, path, widths, graph }: FlowInput, { lines }: DrawnGraph): StepFlowLine[] {
  const forward = lines.filter((line) => line.to !== null && !line.back);
  const arrivals = new Map<NodeId, number>();
  for (const { to } of forward) if (to !== null) arrivals.set(to, (arrivals.get(to) ?? 0) + 1);
  return forward.flatMap((line) => {
    if (line.to === null) return [];
    const step = graph.nodes[line.from]?.step;
    const target = graph.nodes[line.to]?.step;
    return [
      {
        id: line.id,
        type: "line" as const,
        source: line.from,
        sourceHandle: line.outlet.id,
        target: line.to,
        focusable: false,
        selectable: false,
        data: {
          lane: Math.floor((line.tabs - 1) / 2 - Math.abs(line.tab - (line.tabs - 1) / 2)),
          alone: arrivals.get(line.to) === 1,
          viaX: line.laneX,
          editable,
          path: path ? (path.lines.has(line.id) ? ("taken" as const) : ("untaken" as const)) : null,
          width: widths?.get(line.id) ?? LINE_WIDTH,
          spoken: `Add a step between S${step} and S${target}${line.tabs > 1 ? `, ${line.outlet.label}` : ""}`,
        },
      },
    ];
  });
}
