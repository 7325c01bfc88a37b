"use client";

import { useMemo } from "react";
import { Panel, useStore } from "reactflow";
import { daySpans, describeDays } from "@/core/day-gutter";
import type { Graph, NodeId } from "@/core/graph";
import type { Place } from "./layout/tidy";

/** Rows closer than this share a label. */
const ROW = 64;

/** Earliest to latest day of every row, always in view on the left, recomputed as one types. */
export function DayGutter({ graph, places }: { graph: Graph; places: ReadonlyMap<NodeId, Place> }) {
  const [, y, zoom] = useStore((state) => state.transform);
  const rows = useMemo(() => labelRows(graph, places), [graph, places]);
  return (
    <Panel
      position="top-left"
      className="!m-0 pointer-events-none h-full w-[66px] overflow-hidden border-line border-r bg-canvas/90"
    >
      <ol aria-label="Days">
        {rows.map((row) => (
          <li
            key={row.y}
            className="absolute left-3 whitespace-nowrap text-caption text-ink2 tabular"
            style={{ transform: `translateY(${Math.round(row.y * zoom + y + 14 * zoom)}px)` }}
          >
            {row.label}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** One label a row; the same label is not repeated on the next. */
function labelRows(graph: Graph, places: ReadonlyMap<NodeId, Place>): { y: number; label: string }[] {
  const spans = daySpans(graph);
  const rows: { y: number; earliestMs: number; latestMs: number | null; ids: NodeId[] }[] = [];
  for (const [id, { y }] of [...places].sort((a, b) => a[1].y - b[1].y)) {
    const span = spans.get(id);
    if (!span) continue;
    const row = rows.at(-1);
    if (row && y - row.y < ROW) {
      row.ids.push(id);
      row.earliestMs = Math.min(row.earliestMs, span.earliestMs);
      row.latestMs = row.latestMs === null || span.latestMs === null ? null : Math.max(row.latestMs, span.latestMs);
    } else rows.push({ y, earliestMs: span.earliestMs, latestMs: span.latestMs, ids: [id] });
  }
  const labels = rows.map((row) => {
    const all = row.ids.flatMap((id) => spans.get(id) ?? []);
    const firstDay = Math.min(...all.map((span) => span.firstDay));
    const lastDay = all.some((span) => span.lastDay === null)
      ? null
      : Math.max(...all.map((span) => span.lastDay ?? 0));
    return { y: row.y, label: describeDays({ earliestMs: row.earliestMs, latestMs: row.latestMs, firstDay, lastDay }) };
  });
  return labels.filter((row, index) => row.label !== labels[index - 1]?.label);
}
