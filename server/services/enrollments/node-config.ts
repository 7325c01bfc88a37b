import type { z } from "zod";
import { type Graph, type GraphNode, nodeOf } from "@/core/graph";

const parsed = new WeakMap<GraphNode, unknown>();

/**
 * The config of a published step, read with its kind's schema, once per version. The caller names the schema of the kind it
 * knows from the effect. @throws when the step is gone or its config cannot be read: publish refuses such a graph.
 */
export function configOf<Config>(graph: Graph, nodeId: string, schema: z.ZodType<Config>): Config {
  const node = nodeOf(graph, nodeId);
  if (!node) throw new Error(`step ${nodeId} is not in this version`);
  const known = parsed.get(node);
  if (known !== undefined) return known as Config; // a node has one kind, hence one schema
  const config = schema.parse(node.config);
  parsed.set(node, config);
  return config;
}
