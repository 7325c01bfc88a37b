import { readConfig } from "@/core/config";
import type { Graph, GraphNode } from "@/core/graph";
import type { JsonValue } from "@/core/json";
import { parseBody } from "@/core/merge-body";
import { assignLinkIds } from "@/core/merge-link";
import { emailNode, emailSchema } from "@/core/nodes/email";

/**
 * Gives the tracked links of every mail their ids, keeping those of the version before: waits and reports refer to them, so an
 * edited address or label is still the same link. Nodes without links are shared with `graph`.
 * @param before the version published last; null for the first
 */
export function withLinkIds(graph: Graph, before: Graph | null): Graph {
  const nodes = Object.entries(graph.nodes).map(([id, node]) => [id, withIds(node, before?.nodes[id])] as const);
  return { ...graph, nodes: Object.fromEntries(nodes) };
}

function withIds(node: GraphNode, before: GraphNode | undefined): GraphNode {
  const mail = mailOf(node);
  if (mail === null) return node;
  const known = mail.links.length > 0 ? mail.links : (before && mailOf(before)?.links) || [];
  const links = assignLinkIds(parseBody(mail.body), known).map(({ id, url, label }): JsonValue => ({ id, url, label }));
  return links.length === 0 && mail.links.length === 0 ? node : { ...node, config: { ...node.config, links } };
}

function mailOf(node: GraphNode) {
  if (node.kind !== emailNode.kind) return null;
  const parsed = emailSchema.safeParse(readConfig(node, emailNode).config);
  return parsed.success ? parsed.data : null;
}
