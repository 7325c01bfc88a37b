/** A line from a tab to a card, in the canvas's pixels. */
export interface LineEnds {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  /** Where the tab stands among its sisters: 0 in the middle, growing outwards. Each gets a height of its own. */
  readonly lane: number;
  /** The target is entered by this line alone: its horizontal run is just under the source, else just above the target. */
  readonly alone: boolean;
  /** Leads down this lane, past its sisters; null: straight. */
  readonly viaX: number | null;
}

const CORNER = 10;
const RUN_UNDER = 18;
const LANE_STEP = 8;
const RUN_ABOVE = 36;

/** The path with rounded corners, and where its plus goes: above a branch's first step, else under its own step. */
export function linePath(ends: LineEnds): { path: string; plusX: number; plusY: number } {
  const { fromX, fromY, toX, toY, viaX } = ends;
  if (viaX !== null) return throughLane(ends, viaX);
  if (Math.abs(fromX - toX) < 1) {
    return { path: `M${fromX},${fromY}L${toX},${toY}`, plusX: toX, plusY: plusHeight(fromY, toY) };
  }
  const runY = ends.alone ? Math.min(fromY + RUN_UNDER + ends.lane * LANE_STEP, toY - CORNER * 2) : toY - RUN_ABOVE;
  const path = `M${fromX},${fromY}${step(fromX, fromY, toX, runY, toY)}`;
  return ends.alone
    ? { path, plusX: toX, plusY: toY - PLUS_ABOVE }
    : { path, plusX: fromX, plusY: Math.min(fromY + PLUS_ABOVE, runY - CORNER) };
}

/** Down to `runY`, across, and down to `toY`, corners rounded as far as there is room. */
function step(fromX: number, fromY: number, toX: number, runY: number, toY: number): string {
  const corner = Math.min(CORNER, Math.abs(toX - fromX) / 2, Math.abs(runY - fromY), Math.abs(toY - runY));
  if (corner < 1) return `L${fromX},${runY}L${toX},${runY}L${toX},${toY}`;
  const side = Math.sign(toX - fromX);
  return [
    `L${fromX},${runY - corner}`,
    `Q${fromX},${runY} ${fromX + side * corner},${runY}`,
    `L${toX - side * corner},${runY}`,
    `Q${toX},${runY} ${toX},${runY + corner}`,
    `L${toX},${toY}`,
  ].join("");
}

/** Under the source into the lane, down it past everything, and above the target over to it. */
function throughLane(ends: LineEnds, laneX: number): { path: string; plusX: number; plusY: number } {
  const { fromX, fromY, toX, toY } = ends;
  const first = fromY + RUN_UNDER + ends.lane * LANE_STEP;
  const last = Math.max(first + CORNER * 2, toY - RUN_ABOVE);
  const middle = (first + last) / 2;
  const path = `M${fromX},${fromY}${step(fromX, fromY, laneX, first, middle)}${step(laneX, middle, toX, last, toY)}`;
  return { path, plusX: laneX, plusY: Math.min(first + PLUS_ABOVE * 2, middle) };
}

const PLUS_ABOVE = 20;

const plusHeight = (fromY: number, toY: number): number =>
  toY - fromY < 60 ? (fromY + toY) / 2 : fromY + PLUS_ABOVE + 4;
