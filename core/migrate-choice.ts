import { compileGraph, outletsOf } from "@/core/compile";
import type { Graph, NodeId } from "@/core/graph";
import type { Destination } from "@/core/migrate";

/** What was decided for the people on a step of an older version, by `choiceKey`. */
export type Choices = Readonly<Record<string, Destination>>;

/** Steps keep their ids over versions: a choice names both. */
export const choiceKey = (versionId: string, nodeId: NodeId): string => `${versionId}/${nodeId}`;

/** Ways out of a step that the new version no longer has; null when the step itself is gone or is another kind by now. */
export function lostOutlets(before: Graph, after: Graph, nodeId: NodeId): readonly string[] | null {
  const old = before.nodes[nodeId];
  const kept = after.nodes[nodeId];
  if (kept === undefined || old?.kind !== kept.kind) return null;
  const now = new Set(outletsOf(after, nodeId).map((outlet) => outlet.id));
  return outletsOf(before, nodeId)
    .filter((outlet) => !now.has(outlet.id) && outlet.id !== "done")
    .map((outlet) => outlet.label);
}

/** Whether somebody standing there can go on at the same step without anybody choosing. */
export const keepsItsPlace = (before: Graph, after: Graph, nodeId: NodeId): boolean =>
  lostOutlets(before, after, nodeId)?.length === 0;

/**
 * Where somebody goes who stands on `nodeId` (null: has just entered). What was chosen for the step counts; a step nobody was
 * on when it was published keeps its place if it can; else `fallback`, the choice for the step they were seen on; else they
 * finish on their version, which is always safe.
 */
export function destinationOf(
  choices: Choices,
  at: { readonly versionId: string; readonly nodeId: NodeId | null },
  before: Graph,
  after: Graph,
  fallback: Destination | null = null,
): Destination {
  if (at.nodeId === null) return { to: "same" };
  const chosen = choices[choiceKey(at.versionId, at.nodeId)];
  const usable = chosen?.to !== "node" || compileGraph(after).nodes.has(chosen.nodeId);
  if (chosen !== undefined && usable) return chosen;
  if (keepsItsPlace(before, after, at.nodeId)) return { to: "same" };
  return fallback ?? { to: "stay" };
}
