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
}

const CORNER = 10;
const RUN_UNDER = 18;
const LANE_STEP = 8;
const RUN_ABOVE = 36;

/** The path with rounded corners, and where its plus goes: above a branch's first step, else under its own step. */
export function linePath(ends: LineEnds): { path: string; plusX: number; plusY: number } {
  const { fromX, fromY, toX, toY } = ends;
  if (Math.abs(fromX - toX) < 1) {
    return { path: `M${fromX},${fromY}L${toX},${toY}`, plusX: toX, plusY: plusHeight(fromY, toY) };
  }
  const runY = ends.alone ? Math.min(fromY + RUN_UNDER + ends.lane * LANE_STEP, toY - CORNER * 2) : toY - RUN_ABOVE;
  const corner = Math.min(CORNER, Math.abs(toX - fromX) / 2, Math.abs(runY - fromY), Math.abs(toY - runY));
  const side = Math.sign(toX - fromX);
  const path = [
    `M${fromX},${fromY}`,
    `L${fromX},${runY - corner}`,
    `Q${fromX},${runY} ${fromX + side * corner},${runY}`,
    `L${toX - side * corner},${runY}`,
    `Q${toX},${runY} ${toX},${runY + corner}`,
    `L${toX},${toY}`,
  ].join("");
  return ends.alone
    ? { path, plusX: toX, plusY: toY - PLUS_ABOVE }
    : { path, plusX: fromX, plusY: Math.min(fromY + PLUS_ABOVE, runY - corner) };
}

const PLUS_ABOVE = 20;

const plusHeight = (fromY: number, toY: number): number =>
  toY - fromY < 60 ? (fromY + toY) / 2 : fromY + PLUS_ABOVE + 4;
