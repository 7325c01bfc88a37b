import { type Drawing, findDominators } from "./dominators";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a card's top left corner goes; the first root's card hangs centred under the origin. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Pixels between cards. `row` leaves room for the line and its plus. */
export interface Gaps {
  readonly row: number;
  readonly branchRow: number;
  readonly column: number;
}

export const cardGaps: Gaps = { row: 48, branchRow: 72, column: 32 };

/** A column kept free for a line that leads past its sisters straight to where they meet. */
const LANE = 48;

/**
 * Series-parallel tidying: each node stands under the nearest node all ways to it pass; branches side by side in outlet
 * order; what merges them below, centred under the branches that lead there. Exact heights, no overlap, the same drawing
 * always in the same place; adding a step moves only what is below or beside it. Linear but for the columns of one split.
 */
export function tidy(drawing: Drawing, sizeOf: (id: string) => Size, gaps: Gaps = cardGaps): Tidied {
  // Roots hang side by side under one that is not drawn, so that what several of them lead to has a place below all.
  const whole: Drawing = { roots: [SKY], targets: new Map([[SKY, drawing.roots], ...drawing.targets]) };
  const { order, parentOf, sourcesOf } = findDominators(whole);
  const rank = new Map(order.map((id, index) => [id, index]));
  const childrenOf = new Map<string, string[]>(order.map((id) => [id, []]));
  for (const id of order) childrenOf.get(parentOf.get(id) ?? "no parent")?.push(id);
  const blocks = new Map<string, Block>();
  for (const id of [...order].reverse()) {
    const size = id === SKY ? { width: 0, height: -gaps.branchRow } : sizeOf(id);
    const children = childrenOf.get(id) ?? [];
    blocks.set(id, stackBlock({ id, children, drawing: whole, blocks, parentOf, sourcesOf, rank, gaps, size }));
  }
  return settle(blocks, sizeOf);
}

/** Above the roots; a name no step has. */
const SKY = "";

/** Where everything goes. */
export interface Tidied {
  readonly places: Map<string, Place>;
  /** Centre of the free lane for a line that leads past its sisters, by source and index among its targets. */
  readonly lanes: Map<string, number>;
}

export const laneKey = (id: string, index: number): string => `${id} ${index}`;

/** A node with everything that hangs below it, relative to the node's centre line and top. */
interface Block {
  /** Extents to the left and right of the centre line, both positive. */
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly inner: readonly { readonly id: string; readonly dx: number; readonly dy: number }[];
  readonly lanes: readonly { readonly index: number; readonly dx: number }[];
}

interface Stacking {
  readonly id: string;
  readonly children: readonly string[];
  readonly drawing: Drawing;
  readonly blocks: ReadonlyMap<string, Block>;
  readonly parentOf: ReadonlyMap<string, string | null>;
  readonly sourcesOf: ReadonlyMap<string, readonly string[]>;
  readonly rank: ReadonlyMap<string, number>;
  readonly gaps: Gaps;
  readonly size: Size;
}

/** A branch's block, or a free lane, in the row under a split. */
interface Column {
  readonly id: string | null;
  /** Which of the targets it stands for. */
  readonly index: number;
  readonly center: number;
  readonly from: number;
  readonly to: number;
  readonly bottom: number;
}

function stackBlock(stacking: Stacking): Block {
  const { id, children, drawing, blocks, gaps, size } = stacking;
  const targets = drawing.targets.get(id) ?? [];
  const isSplit = targets.length > 1 || id === SKY;
  const top = size.height + (isSplit ? gaps.branchRow : gaps.row);
  const heads = new Set(children.filter((child) => isHead(stacking, child)));
  const columns = layColumns(targets, heads, blocks, gaps, top, id === SKY ? "first" : "middle");
  const placed: Column[] = [...columns];
  const inner = columns.flatMap((column) =>
    column.id === null ? [] : [{ id: column.id, dx: column.center, dy: top }],
  );
  const merges = children.filter((child) => !heads.has(child));
  merges.forEach((merge, at) => {
    const block = blocks.get(merge);
    if (!block) return;
    const feeding = placed.filter((column) => feeds(stacking, column, merge, targets));
    const wanted = feeding.length === 0 ? 0 : (min(feeding, (c) => c.center) + max(feeding, (c) => c.center)) / 2;
    // Lines that go on to a later merge must pass beside this one.
    const passing = placed.filter((column) =>
      merges.slice(at + 1).some((later) => feeds(stacking, column, later, targets)),
    );
    const center = clearOf(passing, wanted, block, gaps);
    const from = center - block.left - gaps.column;
    const to = center + block.right + gaps.column;
    const above = placed.filter((column) => feeding.includes(column) || (column.from < to && column.to > from));
    const dy = Math.max(top, max(above, (column) => column.bottom) + gaps.branchRow);
    inner.push({ id: merge, dx: center, dy });
    placed.push({
      id: merge,
      index: -1,
      center,
      from: center - block.left,
      to: center + block.right,
      bottom: dy + block.height,
    });
  });
  return {
    left: Math.max(size.width / 2, ...placed.map((column) => -column.from)),
    right: Math.max(size.width / 2, ...placed.map((column) => column.to)),
    height: Math.max(size.height, ...placed.map((column) => column.bottom)),
    inner,
    lanes: columns.flatMap(({ id: head, index, center }) => (head === null ? [{ index, dx: center }] : [])),
  };
}

/** The centre nearest to the wanted one at which the block covers none of these lines. */
function clearOf(passing: readonly Column[], wanted: number, block: Block, gaps: Gaps): number {
  const lines = passing.map((column) => column.center).sort((a, b) => a - b);
  const gap = gaps.column / 2;
  let best: number | null = null;
  for (let at = 0; at <= lines.length; at += 1) {
    const low = (lines[at - 1] ?? Number.NEGATIVE_INFINITY) + gap + block.left;
    const high = (lines[at] ?? Number.POSITIVE_INFINITY) - gap - block.right;
    if (low > high) continue;
    const center = Math.min(high, Math.max(low, wanted));
    if (best === null || Math.abs(center - wanted) < Math.abs(best - wanted)) best = center;
  }
  return best ?? wanted;
}

/** A branch's first step: a line leads to it from this node alone. */
const isHead = ({ id, sourcesOf }: Stacking, child: string): boolean => {
  const sources = sourcesOf.get(child) ?? [];
  return sources.length === 1 && sources[0] === id;
};

/** Branches side by side, the row centred between its first and last. */
function layColumns(
  targets: readonly (string | null)[],
  heads: ReadonlySet<string>,
  blocks: ReadonlyMap<string, Block>,
  gaps: Gaps,
  top: number,
  anchor: "first" | "middle",
): Column[] {
  const columns: Column[] = [];
  const seen = new Set<string>();
  let x = 0;
  for (const [index, target] of targets.entries()) {
    if (target !== null && heads.has(target)) {
      if (seen.has(target)) continue;
      seen.add(target);
      const block = blocks.get(target) ?? { left: 0, right: 0, height: 0, inner: [], lanes: [] };
      const center = x + block.left;
      columns.push({ id: target, index, center, from: x, to: center + block.right, bottom: top + block.height });
      x = center + block.right + gaps.column;
    } else if (targets.length > 1) {
      columns.push({ id: null, index, center: x + LANE / 2, from: x, to: x + LANE, bottom: top });
      x += LANE + gaps.column;
    }
  }
  const first = columns[0];
  const last = columns.at(-1);
  const middle = first && last ? (first.center + last.center) / 2 : 0;
  const shift = anchor === "first" ? (first?.center ?? 0) : middle; // what hangs loose must not move the rest
  return columns.map((column) => ({
    ...column,
    center: column.center - shift,
    from: column.from - shift,
    to: column.to - shift,
  }));
}

/** Whether a way from this column, or past it by its free lane, leads to the merge. */
function feeds(stacking: Stacking, column: Column, merge: string, targets: readonly (string | null)[]): boolean {
  const { id, sourcesOf, parentOf, rank } = stacking;
  const sources = sourcesOf.get(merge) ?? [];
  if (column.id === null) return sources.includes(id) && targets[column.index] === merge;
  const limit = rank.get(column.id) ?? 0;
  return sources.some((source) => {
    let at: string | null = source;
    while (at !== null && at !== column.id && (rank.get(at) ?? 0) > limit) at = parentOf.get(at) ?? null;
    return at === column.id;
  });
}

const min = (columns: readonly Column[], of: (column: Column) => number): number => Math.min(...columns.map(of));
const max = (columns: readonly Column[], of: (column: Column) => number): number =>
  columns.length === 0 ? 0 : Math.max(...columns.map(of));

/** Turns relative places into absolute ones, the first root's card at the origin. Iterative: chains are long. */
function settle(blocks: ReadonlyMap<string, Block>, sizeOf: (id: string) => Size): Tidied {
  const places = new Map<string, Place>();
  const lanes = new Map<string, number>();
  const open = [{ id: SKY, x: 0, y: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { id, x, y } = next;
    const block = blocks.get(id);
    if (id !== SKY) places.set(id, { x: Math.round(x - sizeOf(id).width / 2), y: Math.round(y) });
    for (const { index, dx } of block?.lanes ?? []) lanes.set(laneKey(id, index), Math.round(x + dx));
    for (const child of block?.inner ?? []) open.push({ id: child.id, x: x + child.dx, y: y + child.dy });
  }
  return { places, lanes };
}
