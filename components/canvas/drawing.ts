import type { Slot } from "@/core/edit";
import type { NodeId } from "@/core/graph";
import type { Outlet } from "@/core/node-type";
import { edgeKey } from "@/core/structure";
import type { CardView } from "./card-view";
import type { Place } from "./layout/tidy";

/** A line as drawn: from a card's tab to a card, or back to an earlier one ("continue at"), or to nothing. */
export interface DrawnLine {
  readonly id: string;
  readonly from: NodeId;
  readonly outlet: Outlet;
  /** Place of the tab among the card's: index and how many. */
  readonly tab: number;
  readonly tabs: number;
  readonly to: NodeId | null;
  readonly back: boolean;
  /** Centre of the lane kept free for it, where it leads past its sisters; null: none. */
  readonly laneX: number | null;
}

/** The id of the line that leaves there. */
export const edgeKeyOf = ({ from, outlet }: Slot): string => edgeKey(from, outlet);

/** Cards with their places and lines, derived from a graph and never stored. */
export interface DrawnGraph {
  readonly places: ReadonlyMap<NodeId, Place>;
  readonly lines: readonly DrawnLine[];
  /** By S-number. */
  readonly ids: readonly NodeId[];
  /** The entry, then whatever no line leads to. */
  readonly roots: readonly NodeId[];
}

/** A label of the day gutter, at the height of the cards it is about. */
export interface DayRow {
  readonly y: number;
  readonly label: string;
}

/** Everything a canvas shows of a graph, as plain data: it can be drawn on the server and travel with the page. */
export interface Cards {
  readonly drawn: DrawnGraph;
  readonly views: ReadonlyMap<NodeId, CardView>;
  readonly days: readonly DayRow[];
}
