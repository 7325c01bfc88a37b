import { daySpans } from "@/core/day-gutter";
import type { Graph, NodeId } from "@/core/graph";
import type { DayRow } from "./drawing";
import type { Place } from "./layout/tidy";

/** Rows closer than this share a label. */
const ROW = 64;

/** One label a row, short enough for the gutter; the same label is not repeated on the next. */
export function dayRows(graph: Graph, places: ReadonlyMap<NodeId, Place>): DayRow[] {
  const spans = daySpans(graph);
  const rows: { y: number; first: number; last: number | null }[] = [];
  for (const [id, { y }] of [...places].sort((a, b) => a[1].y - b[1].y)) {
    const span = spans.get(id);
    if (!span) continue;
    const row = rows.at(-1);
    if (row && y - row.y < ROW) {
      row.first = Math.min(row.first, span.firstDay);
      row.last = row.last === null || span.lastDay === null ? null : Math.max(row.last, span.lastDay);
    } else rows.push({ y, first: span.firstDay, last: span.lastDay });
  }
  const labels = rows.map(({ y, first, last }) => ({ y, label: shortDays(first, last) }));
  return labels.filter((row, index) => row.label !== labels[index - 1]?.label);
}

function shortDays(first: number, last: number | null): string {
  if (last === null) return `Day ${first}+`;
  return first === last ? `Day ${first}` : `Day ${first}–${last}`;
}
