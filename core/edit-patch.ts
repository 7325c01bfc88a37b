import type { Graph, GraphNode, NodeId } from "@/core/graph";

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
    if (was !== is && JSON.stringify(was) !== JSON.stringify(is)) nodes[id] = { before: was, after: is };
  }
  return { label, nodes, nextStep: { before: before.nextStep, after: after.nextStep } };
}

export function applyPatch(graph: Graph, patch: GraphPatch): Graph {
  const nodes: Record<NodeId, GraphNode> = { ...graph.nodes };
  for (const [id, { after }] of Object.entries(patch.nodes)) {
    if (after === null) delete nodes[id];
    else nodes[id] = after;
  }
  return { ...graph, nodes, nextStep: patch.nextStep.after };
}

/** Undo: `applyPatch(applyPatch(g, p), invertPatch(p))` equals `g`. */
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
