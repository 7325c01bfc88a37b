"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useState } from "react";

const KEY = "heed.panel";
const LEAST = 340;
const MOST = 560;
const USUAL = 372;
const STEP = 20;

const within = (width: number): number => Math.round(Math.min(MOST, Math.max(LEAST, width)));

/** The side panel: as wide as one drags it, a sheet over the canvas on small screens. The width is remembered in this browser. */
export function PanelFrame({ label, children }: { label: string; children: ReactNode }) {
  const [width, setWidth] = useState(USUAL);
  useEffect(() => {
    const kept = Number(localStorage.getItem(KEY));
    if (kept > 0) setWidth(within(kept));
  }, []);
  const keep = (next: number) => {
    setWidth(within(next));
    localStorage.setItem(KEY, String(within(next)));
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) {
      const panel = event.currentTarget.parentElement?.getBoundingClientRect();
      if (panel) keep(panel.right - event.clientX);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    keep(width + by);
  };
  return (
    <aside
      aria-label={label}
      style={{ width }}
      className="relative flex max-w-full shrink-0 flex-col border-line border-l bg-surface max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-20 max-lg:shadow-float max-md:inset-0 max-md:w-full!"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a rule between parts that is moved; hr is one that is not */}
      <div
        role="separator"
        aria-label="Width of the panel"
        aria-orientation="vertical"
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        aria-valuenow={width}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
        className="-left-1 absolute inset-y-0 z-10 w-2 cursor-col-resize touch-none hover:bg-pine/20 focus-visible:bg-pine/30 max-md:hidden"
      />
      {children}
    </aside>
  );
}
