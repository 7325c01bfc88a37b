import { type Graph, type GraphNode, type NodeId, nodesOf } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";
import { diffVersions } from "@/core/version-diff";

export type DiffMark = "added" | "changed" | "removed";

export interface DiffView {
  /** The newer graph, with the steps of the older one that are gone beside it. */
  readonly graph: Graph;
  readonly marks: ReadonlyMap<NodeId, DiffMark>;
  readonly added: readonly GraphNode[];
  readonly changed: readonly GraphNode[];
  readonly removed: readonly GraphNode[];
  /** Steps that lead elsewhere by now and are otherwise the same. */
  readonly rewired: readonly GraphNode[];
}

/** Two versions as one picture. */
export function diffView(before: Graph, after: Graph): DiffView {
  const diff = diffVersions(before, after);
  const known = (graph: Graph, ids: readonly NodeId[]) => ids.flatMap((id) => graph.nodes[id] ?? []);
  const changedIds = new Set(diff.changed);
  // a step of another kind under the same id is drawn once, as changed
  const gone = known(before, diff.removed).filter((node) => after.nodes[node.id] === undefined);
  const drawn = gone.filter((node) => nodeTypeOf(node.kind)?.entry !== true);
  const replaced = diff.added.filter((id) => before.nodes[id] !== undefined);
  for (const id of replaced) changedIds.add(id);
  const ids = new Set([...nodesOf(after), ...drawn].map(({ id }) => id));
  const nodes = {
    ...after.nodes,
    ...Object.fromEntries(
      drawn.map((node) => [
        node.id,
        { ...node, next: Object.fromEntries(Object.entries(node.next).filter(([, to]) => ids.has(to))) },
      ]),
    ),
  };
  const added = known(after, diff.added).filter(({ id }) => !changedIds.has(id));
  const changed = known(after, [...changedIds]);
  return {
    graph: { ...after, nodes },
    marks: new Map<NodeId, DiffMark>([
      ...added.map(({ id }) => [id, "added"] as const),
      ...changed.map(({ id }) => [id, "changed"] as const),
      ...drawn.map(({ id }) => [id, "removed"] as const),
    ]),
    added,
    changed,
    removed: gone,
    rewired: known(after, diff.rewired).filter(({ id }) => !changedIds.has(id)),
  };
}

/** "2 steps changed, 1 added, 1 removed" */
export function sayDiff({ added, changed, removed, rewired }: DiffView): string {
  const parts: [number, string][] = [
    [changed.length, "changed"],
    [added.length, "added"],
    [removed.length, "removed"],
    [rewired.length, rewired.length === 1 ? "leads elsewhere" : "lead elsewhere"],
  ];
  const said = parts.filter(([count]) => count > 0);
  if (said.length === 0) return "Nothing is different";
  return said
    .map(([count, what], index) => `${count} ${index === 0 ? (count === 1 ? "step " : "steps ") : ""}${what}`)
    .join(", ");
}
