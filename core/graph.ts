import type { JsonObject } from "@/core/json";

export type NodeId = string;
export type OutletId = string;

/** One step. `step` is its stable S-number: given once, never used again, kept over versions. */
export interface GraphNode {
  readonly id: NodeId;
  readonly step: number;
  readonly kind: string;
  readonly name?: string;
  /** What the node type's schema describes. A draft may hold a config its schema refuses: see core/config.ts. */
  readonly config: JsonObject;
  /** Where each outlet leads. One target per outlet by construction: an enrollment is in one place only. */
  readonly next: Readonly<Record<OutletId, NodeId>>;
  /** Pixels the marketer moved the card away from its tidy place. */
  readonly nudge?: { readonly x: number; readonly y: number };
}

/** The drawn sequence. Immutable: every edit (core/edit*.ts) gives a new one and shares untouched nodes. */
export interface Graph {
  readonly format: 1;
  readonly nodes: Readonly<Record<NodeId, GraphNode>>;
  readonly nextStep: number;
}

export interface Edge {
  readonly from: NodeId;
  readonly outlet: OutletId;
  readonly to: NodeId;
}

export function nodeOf(graph: Graph, id: NodeId): GraphNode | undefined {
  return Object.hasOwn(graph.nodes, id) ? graph.nodes[id] : undefined;
}

/** All nodes by S-number: the stable order for lists. */
export const nodesOf = (graph: Graph): GraphNode[] => Object.values(graph.nodes).sort((a, b) => a.step - b.step);

/** All edges, by S-number of their source, outlets in stored order. */
export function edgesOf(graph: Graph): Edge[] {
  return nodesOf(graph).flatMap((node) =>
    Object.entries(node.next).map(([outlet, to]) => ({ from: node.id, outlet, to })),
  );
}

/** "S5", as people and support say it. */
export const stepLabel = (node: Pick<GraphNode, "step">): string => `S${node.step}`;
