import { type Graph, type GraphNode, type NodeId, nodesOf } from "@/core/graph";

/** What a version changes, for the diff on the canvas. A node of another kind under the same id counts as removed and added. */
export interface VersionDiff {
  readonly added: readonly NodeId[];
  readonly removed: readonly NodeId[];
  /** Another config or name. */
  readonly changed: readonly NodeId[];
  /** The same step, other lines. */
  readonly rewired: readonly NodeId[];
}

export function diffVersions(before: Graph, after: Graph): VersionDiff {
  const kept = nodesOf(after).flatMap((node) => {
    const old = before.nodes[node.id];
    return old !== undefined && old.kind === node.kind ? [{ old, node }] : [];
  });
  const same = new Set(kept.map(({ node }) => node.id));
  return {
    added: nodesOf(after).flatMap((node) => (same.has(node.id) ? [] : [node.id])),
    removed: nodesOf(before).flatMap((node) => (same.has(node.id) ? [] : [node.id])),
    changed: kept.flatMap(({ old, node }) => (saysTheSame(old, node) ? [] : [node.id])),
    rewired: kept.flatMap(({ old, node }) => (sameLines(old.next, node.next) ? [] : [node.id])),
  };
}

/** The nudge of a card is not a change. */
const saysTheSame = (a: GraphNode, b: GraphNode): boolean =>
  a.name === b.name && canonical(a.config) === canonical(b.config);

const sameLines = (a: GraphNode["next"], b: GraphNode["next"]): boolean => canonical(a) === canonical(b);

/** JSON with sorted keys: PostgreSQL's jsonb gives keys back in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
