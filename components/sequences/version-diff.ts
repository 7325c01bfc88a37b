import { type Graph, type GraphNode, type NodeId, nodesOf } from "@/core/graph";

export interface VersionDiff {
  readonly marks: ReadonlyMap<NodeId, "added" | "changed">;
  readonly added: readonly GraphNode[];
  readonly changed: readonly GraphNode[];
  /** Of the older one. */
  readonly removed: readonly GraphNode[];
}

/** What a version says differently from an older one: where a card was nudged to is no difference. */
export function compareVersions(newer: Graph, older: Graph): VersionDiff {
  const added = nodesOf(newer).filter(({ id }) => older.nodes[id] === undefined);
  const changed = nodesOf(newer).filter((node) => {
    const before = older.nodes[node.id];
    return before !== undefined && said(node) !== said(before);
  });
  return {
    marks: new Map([
      ...added.map(({ id }) => [id, "added"] as const),
      ...changed.map(({ id }) => [id, "changed"] as const),
    ]),
    added,
    changed,
    removed: nodesOf(older).filter(({ id }) => newer.nodes[id] === undefined),
  };
}

const sorted = (record: Readonly<Record<string, unknown>>) =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

const said = ({ kind, name, config, next }: GraphNode): string =>
  JSON.stringify([kind, name ?? null, sorted(config), sorted(next)]);
