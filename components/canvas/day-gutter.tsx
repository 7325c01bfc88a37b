"use client";

import { useMemo } from "react";
import { Panel, useStore } from "reactflow";
import { daySpans } from "@/core/day-gutter";
import type { Graph, NodeId } from "@/core/graph";
import type { Place } from "./layout/tidy";

/** Rows closer than this share a label. */
const ROW = 64;
/** What is drawn where the height of the canvas is not known yet: on the server. */
const SCREEN = 1_000;

/** Earliest to latest day of every row, always in view on the left, recomputed as one types. */
export function DayGutter({ graph, places }: { graph: Graph; places: ReadonlyMap<NodeId, Place> }) {
  const [, y, zoom] = useStore((state) => state.transform);
  const height = useStore((state) => state.height) || SCREEN;
  const rows = useMemo(() => labelRows(graph, places), [graph, places]);
  return (
    <Panel
      position="top-left"
      className="!m-0 pointer-events-none h-full w-[66px] overflow-hidden border-line border-r bg-canvas"
    >
      <ol aria-label="Days">
        {rows.map((row) => {
          const top = Math.round(row.y * zoom + y + 14 * zoom);
          // Hundreds of rows are panned sixty times a second: only those in view are there.
          return top < -ROW || top > height ? null : (
            <li
              key={row.y}
              className="absolute left-3 whitespace-nowrap text-caption text-ink2 tabular"
              style={{ transform: `translateY(${top}px)` }}
            >
              {row.label}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

/** One label a row, short enough for the gutter; the same label is not repeated on the next. */
function labelRows(graph: Graph, places: ReadonlyMap<NodeId, Place>): { y: number; label: string }[] {
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
