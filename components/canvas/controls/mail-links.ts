import { readConfig } from "@/core/config";
import type { Graph, NodeId } from "@/core/graph";
import { nodesOf, stepLabel } from "@/core/graph";
import { parseBody } from "@/core/merge-body";
import { assignLinkIds } from "@/core/merge-link";
import { type EmailConfig, emailNode } from "@/core/nodes/email";

/** Links one can wait for: those of one mail, or of all. The ids are those publishing will give. */
export function linksOf(graph: Graph, mail: NodeId | ""): { value: string; label: string; hint: string }[] {
  const links = nodesOf(graph)
    .filter((node) => node.kind === emailNode.kind && (mail === "" || node.id === mail))
    .flatMap((node) => {
      const config = readConfig(node, emailNode).config as EmailConfig; // as its own type reads it
      return assignLinkIds(parseBody(config.body), config.links).map(({ id, url, label }) => ({
        value: id,
        label: label.trim() || url,
        hint: `${stepLabel(node)} · ${url}`,
      }));
    });
  return [...new Map(links.map((link) => [link.value, link])).values()];
}
