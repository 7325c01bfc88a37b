import type { DrawnGraph, DrawnLine } from "@/components/canvas/drawing";
import { findDominators } from "@/components/canvas/layout/dominators";
import type { NodeId } from "@/core/graph";

/** A step in the outline with what hangs on its outcomes; where ways meet again the list goes on below. */
export interface OutlineItem {
  readonly id: NodeId;
  /** Outcomes, where there are several; empty where the flow simply goes on. */
  readonly branches: readonly OutlineBranch[];
  /** The single way out, where it leads nowhere, back, or to a step that is listed elsewhere. */
  readonly end: DrawnLine | null;
}

export interface OutlineBranch {
  readonly line: DrawnLine;
  readonly items: readonly OutlineItem[];
  /** The main way of a fork whose ways do not meet again: it goes on below instead of one level deeper. */
  readonly below: boolean;
}

/**
 * A drawing as nested lists: a step's only follower stands below it in the same list, the branches of a fork in lists of their
 * own, and what they lead to again, or the main one of them, after them. Every step once. Loose steps begin lists of their own.
 */
export function toOutline(drawn: DrawnGraph): readonly (readonly OutlineItem[])[] {
  const lines = new Map<NodeId, DrawnLine[]>(drawn.ids.map((id) => [id, []]));
  for (const line of drawn.lines) lines.get(line.from)?.push(line);
  const dominators = findDominators({
    roots: drawn.roots,
    targets: new Map([...lines].map(([id, out]) => [id, out.map((line) => (line.back ? null : line.to))])),
  });
  const below = new Map<NodeId, NodeId[]>();
  for (const id of dominators.order) {
    const parent = dominators.parentOf.get(id);
    if (parent) below.set(parent, [...(below.get(parent) ?? []), id]);
  }
  const isHead = (from: NodeId, to: NodeId) =>
    dominators.sourcesOf.get(to)?.length === 1 && dominators.parentOf.get(to) === from;

  const listFrom = (start: NodeId): OutlineItem[] => {
    const items: OutlineItem[] = [];
    const open = [start];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const at = id;
      const out = lines.get(at) ?? [];
      const heads = new Set(
        out.flatMap((line) => (line.to !== null && !line.back && isHead(at, line.to) ? [line.to] : [])),
      );
      const forks = out.length > 1;
      const meets = (below.get(at) ?? []).some((child) => !heads.has(child));
      const main =
        forks && !meets ? out.find(({ outlet, to }) => outlet.required && to !== null && heads.has(to)) : undefined;
      const seen = new Set<NodeId | null>(main ? [main.to] : []);
      const branches = forks
        ? out.map((line): OutlineBranch => {
            const head = line.to !== null && heads.has(line.to) && !seen.has(line.to) ? line.to : null;
            seen.add(head);
            return { line, items: head === null ? [] : listFrom(head), below: line === main };
          })
        : [];
      const [single] = out;
      const goesOn = single !== undefined && single.to !== null && heads.has(single.to);
      items.push({ id: at, branches, end: forks || single === undefined || goesOn ? null : single });
      const later = (below.get(at) ?? []).filter((child) => !forks || !heads.has(child) || child === main?.to);
      open.push(...later.reverse());
    }
    return items;
  };
  const free = dominators.order.filter((id) => dominators.parentOf.get(id) === null);
  return free.map(listFrom);
}

/** All steps from top to bottom, as the arrow keys walk them. */
export const flatOutline = (lists: readonly (readonly OutlineItem[])[]): NodeId[] =>
  lists.flatMap((items) =>
    items.flatMap((item) => [item.id, ...flatOutline(item.branches.map((branch) => branch.items))]),
  );
