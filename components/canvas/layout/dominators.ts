/** A drawn sequence as the layout sees it: what is drawn, in what order lines leave, where they lead. Back lines are left out. */
export interface Drawing {
  /** Entry first, then whatever no line leads to, by S-number. */
  readonly roots: readonly string[];
  /** Targets of a node's outlets, in outlet order; null: an outlet that leads nowhere. */
  readonly targets: ReadonlyMap<string, readonly (string | null)[]>;
}

export interface Dominators {
  /** Every node, parents before children. */
  readonly order: readonly string[];
  /** The nearest node every way to this one passes; null for roots and for what several roots lead to. */
  readonly parentOf: ReadonlyMap<string, string | null>;
  /** Nodes a line leads from, each once. */
  readonly sourcesOf: ReadonlyMap<string, readonly string[]>;
}

/** Immediate dominators of an acyclic drawing: one walk in topological order, each node the meeting point of its sources. */
export function findDominators(drawing: Drawing): Dominators {
  const order = topologicalOrder(drawing);
  const sourcesOf = new Map<string, string[]>(order.map((id) => [id, []]));
  for (const id of order) {
    for (const to of new Set(drawing.targets.get(id) ?? [])) {
      if (to !== null) sourcesOf.get(to)?.push(id);
    }
  }
  const parentOf = new Map<string, string | null>();
  const depth = new Map<string, number>();
  for (const id of order) {
    const sources = sourcesOf.get(id) ?? [];
    let meeting: string | null = drawing.roots.includes(id) ? null : (sources[0] ?? null);
    for (const source of sources.slice(1)) meeting = meet(meeting, source, parentOf, depth);
    if (drawing.roots.includes(id)) meeting = null;
    parentOf.set(id, meeting);
    depth.set(id, meeting === null ? 0 : (depth.get(meeting) ?? 0) + 1);
  }
  return { order, parentOf, sourcesOf };
}

function meet(
  a: string | null,
  b: string,
  parentOf: ReadonlyMap<string, string | null>,
  depth: ReadonlyMap<string, number>,
): string | null {
  let left = a;
  let right: string | null = b;
  while (left !== right) {
    if (left === null || right === null) return null;
    const further = (depth.get(left) ?? 0) >= (depth.get(right) ?? 0);
    if (further) left = parentOf.get(left) ?? null;
    else right = parentOf.get(right) ?? null;
  }
  return left;
}

/** Depth first from the roots, reversed: sources before targets, outlets in their order. Iterative: chains are long. */
function topologicalOrder({ roots, targets }: Drawing): string[] {
  const done: string[] = [];
  const seen = new Set<string>();
  for (const root of [...roots].reverse()) {
    const stack: { id: string; left: (string | null)[] }[] = [];
    const open = (id: string) => {
      if (seen.has(id)) return;
      seen.add(id);
      stack.push({ id, left: [...(targets.get(id) ?? [])] });
    };
    open(root);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.left.pop();
      if (next === undefined) done.push(stack.pop()?.id ?? top.id);
      else if (next !== null) open(next);
    }
  }
  return done.reverse();
}
