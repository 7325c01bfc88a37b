import { configOf } from "@/core/compile";
import { toDomain } from "@/core/domain-name";
import { type Graph, nodesOf } from "@/core/graph";
import { namedIn } from "@/core/named-in-text";
import { emailNode } from "@/core/nodes/email";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { publishedMessage } from "@/db/schema/published-message";

/** Notes every email step of a version as it is published, so that support finds it by what it says and names. */
export async function notePublishedMessages(
  tx: Tx,
  of: { workspaceId: string; sequenceId: string; versionId: string; graph: Graph; publishedAt: Date },
): Promise<void> {
  const { graph, ...ids } = of;
  const rows = nodesOf(graph).flatMap((node) => {
    const config = configOf(graph, node.id, emailNode);
    if (config === null) return [];
    const named = namedIn(config);
    const { briefing } = config;
    const extra = briefing.domains.flatMap((one) => toDomain(one) ?? []);
    return [
      {
        id: newId("publishedMessage"),
        ...ids,
        nodeId: node.id,
        step: node.step,
        subject: config.subject,
        senderId: config.senderId === "" ? null : config.senderId,
        briefing,
        domains: [...new Set([...named.domains, ...extra])],
        phones: [...new Set([...named.phones, ...briefing.phones])],
        pages: [...new Set([...named.pages, ...briefing.pages])],
      },
    ];
  });
  if (rows.length > 0) await tx.insert(publishedMessage).values(rows);
}
