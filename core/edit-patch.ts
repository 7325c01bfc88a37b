import { mergeNode, withoutLooseEnds } from "@/core/edit-merge";
import { type Graph, type GraphNode, type NodeId, nodesOf } from "@/core/graph";
import { sameJson } from "@/core/json";

/** The difference an edit made, both ways. JSON: the undo stack survives a reload. */
export interface GraphPatch {
  readonly label: string;
  readonly nodes: Readonly<Record<NodeId, { readonly before: GraphNode | null; readonly after: GraphNode | null }>>;
  readonly nextStep: { readonly before: number; readonly after: number };
}

/** What changed from one graph to the other; nodes are compared by reference first, so unchanged ones cost nothing. */
export function diffGraphs(before: Graph, after: Graph, label: string): GraphPatch {
  const nodes: Record<NodeId, { before: GraphNode | null; after: GraphNode | null }> = {};
  for (const id of new Set([...Object.keys(before.nodes), ...Object.keys(after.nodes)])) {
    const [was, is] = [before.nodes[id] ?? null, after.nodes[id] ?? null];
    if (!sameJson(was, is)) nodes[id] = { before: was, after: is };
  }
  return { label, nodes, nextStep: { before: before.nextStep, after: after.nextStep } };
}

/**
 * Undo and redo. Where somebody else's changes came in between, field by field: what they changed since stays theirs. Ask
 * `stayingSteps` first. Numbers once given are not given again, also where the step that had one is gone by this.
 */
export function applyPatch(graph: Graph, patch: GraphPatch): Graph {
  const nodes: Record<NodeId, GraphNode> = { ...graph.nodes };
  for (const [id, { before, after }] of Object.entries(patch.nodes)) {
    const now = graph.nodes[id];
    const node = sameJson(now ?? null, before)
      ? (after ?? undefined)
      : now === undefined || before === null
        ? now // deleted or brought back by somebody else meanwhile
        : after === null
          ? undefined
          : mergeNode(before, after, now, "theirs").node;
    if (node === undefined) delete nodes[id];
    else nodes[id] = node;
  }
  const nextStep = Math.max(graph.nextStep, patch.nextStep.after);
  return renumbered({ ...graph, nodes: withoutLooseEnds(nodes), nextStep }, new Set(Object.keys(graph.nodes)));
}

/** Steps the patch would delete although somebody has changed them since: it had better not be applied. */
export const stayingSteps = (graph: Graph, patch: GraphPatch): readonly GraphNode[] =>
  Object.entries(patch.nodes).flatMap(([id, { before, after }]) => {
    const now = graph.nodes[id];
    // Lines and places are the graph's; what was written in the step is somebody's.
    return after === null && before !== null && now !== undefined && !sameJson(now.config, before.config) ? [now] : [];
  });

/** A step that comes back takes a number of its own where another one has its old one by now. */
function renumbered(graph: Graph, before: ReadonlySet<NodeId>): Graph {
  const taken = new Set(nodesOf(graph).flatMap((node) => (before.has(node.id) ? [node.step] : [])));
  let { nextStep } = graph;
  const nodes = { ...graph.nodes };
  for (const node of nodesOf(graph)) {
    if (before.has(node.id)) continue;
    if (taken.has(node.step)) nodes[node.id] = { ...node, step: nextStep++ };
    else taken.add(node.step);
  }
  return { ...graph, nodes, nextStep };
}

/** Undo: `applyPatch(applyPatch(g, p), invertPatch(p))` has the steps of `g`, to the last word. */
export function invertPatch(patch: GraphPatch): GraphPatch {
  return {
    label: patch.label,
    nodes: Object.fromEntries(
      Object.entries(patch.nodes).map(([id, change]) => [id, { before: change.after, after: change.before }]),
    ),
    nextStep: { before: patch.nextStep.after, after: patch.nextStep.before },
  };
}

/** Joins the next keystroke's patch to the last, so that typing is one entry. Null when they touch different steps. */
export function mergePatches(first: GraphPatch, second: GraphPatch): GraphPatch | null {
  const ids = Object.keys(second.nodes);
  if (first.label !== second.label || Object.keys(first.nodes).sort().join() !== ids.sort().join()) return null;
  const nodes = Object.fromEntries(
    ids.map((id) => [id, { before: first.nodes[id]?.before ?? null, after: second.nodes[id]?.after ?? null }]),
  );
  return { label: first.label, nodes, nextStep: { before: first.nextStep.before, after: second.nextStep.after } };
}
