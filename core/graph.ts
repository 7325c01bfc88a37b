import { z } from "zod";
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

const idSchema = z.string().min(1).max(64);

const jsonObjectSchema = z.record(z.string(), z.json());

/** Structure only. Whether a config is right is the node type's business (core/validate.ts). */
export const graphSchema = z
  .object({
    format: z.literal(1),
    nodes: z
      .record(
        idSchema,
        z.object({
          id: idSchema,
          step: z.int().min(1),
          kind: z.string().min(1).max(32),
          name: z.string().max(120).exactOptional(),
          config: jsonObjectSchema,
          next: z.record(z.string().min(1).max(64), idSchema),
          nudge: z.object({ x: z.number(), y: z.number() }).exactOptional(),
        }),
      )
      .refine((nodes) => Object.keys(nodes).length <= 2_000, "A sequence holds at most 2,000 steps"),
    nextStep: z.int().min(1),
  })
  .superRefine((graph, ctx) => {
    const steps = new Set<number>();
    for (const [id, node] of Object.entries(graph.nodes)) {
      const at = ["nodes", id];
      if (node.id !== id) ctx.addIssue({ code: "custom", path: [...at, "id"], message: "The id is not the key" });
      if (steps.has(node.step))
        ctx.addIssue({ code: "custom", path: [...at, "step"], message: "Two steps share a number" });
      if (node.step >= graph.nextStep)
        ctx.addIssue({ code: "custom", path: [...at, "step"], message: "The number is not below nextStep" });
      steps.add(node.step);
      for (const [outlet, to] of Object.entries(node.next)) {
        if (!Object.hasOwn(graph.nodes, to)) {
          ctx.addIssue({
            code: "custom",
            path: [...at, "next", outlet],
            message: "Leads to a step that does not exist",
          });
        }
      }
    }
  });

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
