import type { Graph, NodeId } from "@/core/graph";
import type { Outlet } from "@/core/node-type";
import type { Problem } from "@/core/problem";
import type { CardView } from "./card-view";
import type { Cards, DayRow, DrawnLine } from "./drawing";

/** What a page knows of a draft: the graph, what is wrong with it, and how it is drawn. */
export interface DrawnDraft {
  readonly graph: Graph;
  readonly problems: readonly Problem[];
  readonly cards: Cards;
}

/** A drawn draft as one text. React would take a thousand steps apart value by value: twice on the server, once in the browser. */
export type SentDraft = string & { readonly __sent: "draft" };

/** What is written in it. Steps are named by their place in `ids`, ways out by theirs in `outlets`. */
interface Sent extends Omit<DrawnDraft, "cards"> {
  readonly ids: readonly NodeId[];
  readonly views: readonly (CardView | null)[];
  readonly places: readonly (readonly [x: number, y: number] | null)[];
  readonly roots: readonly NodeId[];
  readonly outlets: readonly Outlet[];
  readonly lines: readonly SentLine[];
  readonly days: readonly DayRow[];
}

type SentLine = readonly [
  id: string,
  from: NodeId,
  outlet: number,
  tab: number,
  tabs: number,
  to: NodeId | null,
  back: boolean,
  laneX: number | null,
];

export function packDraft({ graph, problems, cards }: DrawnDraft): SentDraft {
  const { drawn, views, days } = cards;
  const outlets = new Map<string, { readonly at: number; readonly outlet: Outlet }>();
  const numberOf = (outlet: Outlet): number => {
    const key = JSON.stringify(outlet);
    const known = outlets.get(key) ?? { at: outlets.size, outlet };
    outlets.set(key, known);
    return known.at;
  };
  const lines = drawn.lines.map(
    ({ id, from, outlet, tab, tabs, to, back, laneX }): SentLine => [
      id,
      from,
      numberOf(outlet),
      tab,
      tabs,
      to,
      back,
      laneX,
    ],
  );
  const sent: Sent = {
    graph,
    problems,
    ids: drawn.ids,
    views: drawn.ids.map((id) => views.get(id) ?? null),
    places: drawn.ids.map((id) => {
      const place = drawn.places.get(id);
      return place ? [place.x, place.y] : null;
    }),
    roots: drawn.roots,
    outlets: [...outlets.values()].map(({ outlet }) => outlet),
    lines,
    days,
  };
  return JSON.stringify(sent) as SentDraft; // the only place that makes one
}

export function unpackDraft(text: SentDraft): DrawnDraft {
  const { graph, problems, ids, views, places, roots, outlets, lines, days }: Sent = JSON.parse(text);
  const known = <Value>(values: readonly (Value | null)[]): Map<NodeId, Value> =>
    new Map(
      ids.flatMap((id, index) => {
        const value = values[index];
        return value === undefined || value === null ? [] : [[id, value] as const];
      }),
    );
  return {
    graph,
    problems,
    cards: {
      drawn: {
        ids,
        places: new Map([...known(places)].map(([id, [x, y]]) => [id, { x, y }])),
        lines: lines.flatMap((line) => toLine(line, outlets)),
        roots,
      },
      views: known(views),
      days,
    },
  };
}

function toLine([id, from, at, tab, tabs, to, back, laneX]: SentLine, outlets: readonly Outlet[]): DrawnLine[] {
  const outlet = outlets[at];
  return outlet ? [{ id, from, outlet, tab, tabs, to, back, laneX }] : [];
}
