import { Position } from "reactflow";
import type { NodeId } from "@/core/graph";
import { type CardView, cardSize } from "./card-view";
import type { Cards, DrawnGraph } from "./drawing";
import type { StepFlowLine } from "./flow-line";
import type { StepFlowNode } from "./flow-node";
import { share } from "./share";

/** A person's passage, as it is inked on the version they ran. */
export interface WalkedPath {
  readonly stamps: ReadonlyMap<NodeId, readonly number[]>;
  /** `from outlet` of every line taken. */
  readonly lines: ReadonlySet<string>;
  readonly at: NodeId | null;
}

/** Where a step that is being moved may go: line ids, and the one aimed at by the keyboard. */
export interface MovePlaces {
  readonly lines: ReadonlySet<string>;
  readonly aimed: string | null;
}

/** How the cards of a graph are looked at. */
export interface FlowInput {
  readonly editable: boolean;
  readonly hasFoot: boolean;
  readonly path: WalkedPath | null;
  readonly selected: NodeId | null;
  readonly tabStop: NodeId | null;
  /** Chosen together with others, for copying, moving, deleting. */
  readonly also?: ReadonlySet<NodeId>;
  /** A step is being moved: pluses become places. */
  readonly place?: MovePlaces;
  /** Line widths by line id in the live view. */
  readonly widths?: ReadonlyMap<string, number>;
  /** What is different from another version. */
  readonly diff?: ReadonlyMap<NodeId, "added" | "changed" | "removed">;
}

export interface Flow extends Cards {
  readonly nodes: StepFlowNode[];
  readonly edges: StepFlowLine[];
}

const LINE_WIDTH = 1.6;

/** React Flow's nodes and edges, derived from cards; never stored, never the truth. `before` lends what has not changed. */
export function toFlow(input: FlowInput, cards: Cards, before: Flow | null = null): Flow {
  const { drawn, views, days } = cards;
  const known = new Map(before?.nodes.map((node) => [node.id, node]));
  const lines = new Map(before?.edges.map((edge) => [edge.id, edge]));
  return {
    nodes: drawn.ids.flatMap((id) => {
      const made = toNode(input, drawn, views.get(id));
      return made === null ? [] : [share(known.get(id), made)];
    }),
    edges: toEdges(input, cards).map((edge) => share(lines.get(edge.id), edge)),
    drawn,
    views,
    days,
  };
}

/** React Flow's dots; it counts a line from their far side. */
const HANDLE = 8;

/** Where lines leave and arrive, told beforehand: lines are right before a card was ever mounted, on the server too. */
function handlesOf(view: CardView, size: { width: number; height: number }): NonNullable<StepFlowNode["handles"]> {
  const dot = { width: HANDLE, height: HANDLE };
  return [
    { ...dot, type: "target", position: Position.Top, x: size.width / 2 - HANDLE / 2, y: -HANDLE / 2 },
    ...view.tabs.map((tab, index) => ({
      ...dot,
      id: tab.outlet,
      type: "source" as const,
      position: Position.Bottom,
      x: (size.width * (index + 0.5)) / view.tabs.length - HANDLE / 2,
      y: size.height - HANDLE / 2,
    })),
  ];
}

function toNode(input: FlowInput, drawn: DrawnGraph, view: CardView | undefined): StepFlowNode | null {
  const at = view && drawn.places.get(view.id);
  if (!view || !at) return null;
  const { path, selected, tabStop, also, place } = input;
  const diff = input.diff?.get(view.id);
  const stamps = path?.stamps.get(view.id) ?? [];
  const size = cardSize(view, input.hasFoot);
  const chosen = also?.has(view.id) ?? false;
  return {
    id: view.id,
    type: "step",
    position: at,
    width: size.width,
    height: size.height,
    handles: handlesOf(view, size),
    draggable: input.editable,
    selected: chosen,
    focusable: false,
    data: {
      view,
      mark: {
        selected: selected === view.id || chosen,
        ...(path ? { path: stamps.length > 0 ? ("taken" as const) : ("untaken" as const) } : {}),
        ...(diff === undefined ? {} : { diff }),
      },
      stamps,
      nowHere: path?.at === view.id,
      tabStop: tabStop === view.id,
      editable: input.editable,
      places: place ? view.tabs.map(({ outlet }) => placeOf(place, `${view.id} ${outlet}`)) : null,
    },
  };
}

const placeOf = (place: MovePlaces, line: string): "aimed" | "free" | "closed" =>
  place.aimed === line ? "aimed" : place.lines.has(line) ? "free" : "closed";

function toEdges({ editable, path, widths, place, diff }: FlowInput, { drawn, views }: Cards): StepFlowLine[] {
  const forward = drawn.lines.filter((line) => line.to !== null && !line.back);
  const arrivals = new Map<NodeId, number>();
  for (const { to } of forward) if (to !== null) arrivals.set(to, (arrivals.get(to) ?? 0) + 1);
  return forward.flatMap((line) => {
    if (line.to === null) return [];
    const step = views.get(line.from)?.step;
    const target = views.get(line.to)?.step;
    const where = `between ${step} and ${target}${line.tabs > 1 ? `, ${line.outlet.label}` : ""}`;
    return [
      {
        id: line.id,
        type: "line" as const,
        source: line.from,
        sourceHandle: line.outlet.id,
        target: line.to,
        focusable: false,
        selectable: false,
        ariaLabel: `${step} to ${target}${line.tabs > 1 ? `, ${line.outlet.label}` : ""}`,
        data: {
          lane: Math.floor((line.tabs - 1) / 2 - Math.abs(line.tab - (line.tabs - 1) / 2)),
          alone: arrivals.get(line.to) === 1,
          viaX: line.laneX,
          editable,
          path: path
            ? path.lines.has(line.id)
              ? ("taken" as const)
              : ("untaken" as const)
            : diff?.get(line.from) === "removed"
              ? ("untaken" as const)
              : null,
          width: widths?.get(line.id) ?? LINE_WIDTH,
          spoken: `${place ? "Move it" : "Add a step"} ${where}`,
          place: place ? placeOf(place, line.id) : null,
        },
      },
    ];
  });
}
