import type { NodeId, OutletId } from "@/core/graph";

/** A graph reduced to who leads where; outlets in the order the type lists them. */
export interface Wiring {
  readonly entryId: NodeId | null;
  /** Further starts: floating nodes (goals) that are reached without a line. */
  readonly floating: readonly NodeId[];
  readonly out: ReadonlyMap<NodeId, readonly { readonly outlet: OutletId; readonly to: NodeId }[]>;
}

export const edgeKey = (from: NodeId, outlet: OutletId): string => `${from} ${outlet}`;

const startsOf = (wiring: Wiring): NodeId[] => [
  ...(wiring.entryId === null ? [] : [wiring.entryId]),
  ...wiring.floating,
];

/**
 * Lines that lead back, found by depth-first walk from the entry in outlet order, then from goals and leftovers. Every loop
 * holds at least one, so counting rounds at their targets ends every loop. Walks without recursion: graphs may be deep.
 */
export function findBackEdges(wiring: Wiring): { edges: Set<string>; targets: Set<NodeId> } {
  const edges = new Set<string>();
  const targets = new Set<NodeId>();
  const state = new Map<NodeId, "open" | "closed">();
  for (const start of [...startsOf(wiring), ...wiring.out.keys()]) {
    if (state.has(start)) continue;
    const stack: { id: NodeId; index: number }[] = [{ id: start, index: 0 }];
    state.set(start, "open");
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const line = (wiring.out.get(top.id) ?? [])[top.index];
      if (line === undefined) {
        state.set(top.id, "closed");
        stack.pop();
        continue;
      }
      top.index += 1;
      const seen = state.get(line.to);
      if (seen === "open") {
        edges.add(edgeKey(top.id, line.outlet));
        targets.add(line.to);
      } else if (seen === undefined) {
        state.set(line.to, "open");
        stack.push({ id: line.to, index: 0 });
      }
    }
  }
  return { edges, targets };
}

/** Everything one can come to from these nodes, themselves included; `skip` leaves a line out. */
export function reachableFrom(
  wiring: Wiring,
  from: readonly NodeId[],
  skip: (from: NodeId, outlet: OutletId) => boolean = () => false,
): Set<NodeId> {
  const found = new Set<NodeId>(from);
  const todo = [...from];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    for (const line of wiring.out.get(id) ?? []) {
      if (found.has(line.to) || skip(id, line.outlet)) continue;
      found.add(line.to);
      todo.push(line.to);
    }
  }
  return found;
}

export const reachable = (wiring: Wiring): Set<NodeId> => reachableFrom(wiring, startsOf(wiring));

/** Nodes that lie on a loop made only of lines that pass `keep`. */
export function onLoops(wiring: Wiring, keep: (from: NodeId, outlet: OutletId) => boolean = () => true): Set<NodeId> {
  const out = new Map([...wiring.out].map(([id, lines]) => [id, lines.filter((line) => keep(id, line.outlet))]));
  const found = new Set<NodeId>();
  for (const component of components({ ...wiring, out })) {
    const [only] = component;
    const self = only !== undefined && (out.get(only) ?? []).some((line) => line.to === only);
    if (component.length > 1 || self) for (const id of component) found.add(id);
  }
  return found;
}

/** Strongly connected components (Tarjan 1972, without recursion). */
function components(wiring: Wiring): NodeId[][] {
  const index = new Map<NodeId, number>();
  const low = new Map<NodeId, number>();
  const onStack = new Set<NodeId>();
  const stack: NodeId[] = [];
  const result: NodeId[][] = [];
  for (const start of wiring.out.keys()) {
    if (index.has(start)) continue;
    const work: { id: NodeId; next: number }[] = [{ id: start, next: 0 }];
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { id } = top;
      if (top.next === 0) {
        index.set(id, index.size);
        low.set(id, index.get(id) ?? 0);
        stack.push(id);
        onStack.add(id);
      }
      const line = (wiring.out.get(id) ?? [])[top.next];
      top.next += 1;
      if (line !== undefined) {
        if (!index.has(line.to)) work.push({ id: line.to, next: 0 });
        else if (onStack.has(line.to)) low.set(id, Math.min(low.get(id) ?? 0, index.get(line.to) ?? 0));
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent) low.set(parent.id, Math.min(low.get(parent.id) ?? 0, low.get(id) ?? 0));
      if (low.get(id) !== index.get(id)) continue;
      const component: NodeId[] = [];
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        onStack.delete(member);
        component.push(member);
        if (member === id) break;
      }
      result.push(component);
    }
  }
  return result;
}
