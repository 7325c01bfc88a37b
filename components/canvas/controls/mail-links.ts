import type { Graph, NodeId } from "@/core/graph";
import { nodesOf, stepLabel } from "@/core/graph";
import { mailLinksOf } from "@/core/mail-links";

/** Links one can wait for: those of one mail, or of all. The ids are those publishing will give. */
export function linksOf(graph: Graph, mail: NodeId | ""): { value: string; label: string; hint: string }[] {
  const links = nodesOf(graph)
    .filter((node) => mail === "" || node.id === mail)
    .flatMap((node) =>
      mailLinksOf(node).map(({ id, url, label }) => ({
        value: id,
        label: label.trim() || url,
        hint: `${stepLabel(node)} · ${url}`,
      })),
    );
  return [...new Map(links.map((link) => [link.value, link])).values()];
}
