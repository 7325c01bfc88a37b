import { z } from "zod";
import type { GraphNode } from "@/core/graph";
import { parseBody } from "@/core/merge-body";
import { assignLinkIds, type BodyLink } from "@/core/merge-link";
import { emailNode, emailSchema } from "@/core/nodes/email";

const linkedSchema = z.object({ body: z.string(), links: emailSchema.shape.links.default([]) });

/** The tracked links of a step, with the ids they have or will have once it is published; none of what is no email. */
export function mailLinksOf(node: GraphNode): readonly BodyLink[] {
  const linked = node.kind === emailNode.kind ? linkedSchema.safeParse(node.config) : null;
  return linked?.success ? assignLinkIds(parseBody(linked.data.body), linked.data.links) : [];
}
