import type { DrawnGraph } from "@/components/canvas/drawing";
import type { NodeId } from "@/core/graph";

/** Which step an arrow key leads to: along the flow, between sister branches, to the entry, to the last. */
export function stepTowards(drawn: DrawnGraph, from: NodeId, key: string): NodeId | null {
  const forward = drawn.lines.filter((line) => !line.back && line.to !== null);
  const down = forward.find((line) => line.from === from)?.to ?? null;
  const above = forward.find((line) => line.to === from)?.from ?? null;
  switch (key) {
    case "ArrowDown":
      return down ?? nearest(drawn, from, (dx, dy) => dy > 0 && Math.abs(dx) < dy * 3);
    case "ArrowUp":
      return above ?? nearest(drawn, from, (dx, dy) => dy < 0 && Math.abs(dx) < -dy * 3);
    case "ArrowLeft":
      return nearest(drawn, from, (dx, dy) => dx < 0 && Math.abs(dy) < 120);
    case "ArrowRight":
      return nearest(drawn, from, (dx, dy) => dx > 0 && Math.abs(dy) < 120);
    case "Home":
      return drawn.ids[0] ?? null;
    case "End":
      return lowest(drawn);
    default:
      return null;
  }
}

function nearest(drawn: DrawnGraph, from: NodeId, fits: (dx: number, dy: number) => boolean): NodeId | null {
  const here = drawn.places.get(from);
  if (!here) return null;
  let best: { id: NodeId; far: number } | null = null;
  for (const [id, place] of drawn.places) {
    const dx = place.x - here.x;
    const dy = place.y - here.y;
    const far = Math.hypot(dx, dy);
    if (id !== from && fits(dx, dy) && (best === null || far < best.far)) best = { id, far };
  }
  return best?.id ?? null;
}

function lowest(drawn: DrawnGraph): NodeId | null {
  let best: { id: NodeId; y: number } | null = null;
  for (const [id, { y }] of drawn.places) if (best === null || y > best.y) best = { id, y };
  return best?.id ?? null;
}

/** The next or previous step as the flow goes: down its first line, up the line it came by. */
export const stepAlong = (drawn: DrawnGraph, from: NodeId, by: 1 | -1): NodeId | null =>
  stepTowards(drawn, from, by === 1 ? "ArrowDown" : "ArrowUp");
