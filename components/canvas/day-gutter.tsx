"use client";

import { Panel, useStore } from "reactflow";
import type { DayRow } from "./drawing";

/** A label this far above the upper edge is out of sight. */
const ROW = 64;
/** What is drawn where the height of the canvas is not known yet: on the server. */
const SCREEN = 1_000;

/** Earliest to latest day of every row, always in view on the left, recomputed as one types. */
export function DayGutter({ rows }: { rows: readonly DayRow[] }) {
  const [, y, zoom] = useStore((state) => state.transform);
  const height = useStore((state) => state.height) || SCREEN;
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
