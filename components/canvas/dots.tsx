"use client";

import { useStore } from "reactflow";
import { FAR_ZOOM } from "./far-zoom";

const GAP = 22;
const RADIUS = 0.7;
/** From the edge of a dot to where nothing of it is left. */
const SOFT = 0.5;

/**
 * The dots of the paper: one sheet, a dot's distance larger than the canvas, that is moved by less than that distance. Panning
 * it paints nothing anew; as an SVG pattern, which React Flow would draw, it took a third of all frames.
 */
export function Dots() {
  const [x, y, zoom] = useStore((state) => state.transform);
  if (zoom < FAR_ZOOM) return null;
  const gap = GAP * zoom;
  const radius = RADIUS * zoom;
  return (
    <div
      aria-hidden="true"
      className="-z-1 pointer-events-none absolute will-change-transform"
      style={{
        inset: -gap,
        backgroundImage: `radial-gradient(circle, var(--color-dot) ${radius}px, transparent ${radius + SOFT}px)`,
        backgroundSize: `${gap}px ${gap}px`,
        transform: `translate(${x % gap}px, ${y % gap}px)`,
      }}
    />
  );
}
