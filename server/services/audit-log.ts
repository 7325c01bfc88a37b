import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { audit } from "@/db/schema/audit";
import type { ServiceContext } from "@/server/services/context";

/** Writes one audit row in the verb's own transaction. Ids only, no personal data: the row outlives erasure. */
export async function writeAudit(
  tx: Tx,
  ctx: ServiceContext,
  entry: {
    /** `<entity>.<verb>`: "sequence.published" */
    action: string;
    subjectRef: string;
    personId?: string | null;
    reason?: string | null;
    data?: Record<string, unknown>;
  },
): Promise<void> {
  await tx.insert(audit).values({
    id: newId("audit"),
    workspaceId: ctx.workspaceId,
    memberId: ctx.actor.kind === "member" ? ctx.actor.memberId : null,
    apiKeyId: ctx.actor.kind === "api-key" ? ctx.actor.apiKeyId : null,
    action: entry.action,
    subjectRef: entry.subjectRef,
    personId: entry.personId ?? null,
    reason: entry.reason ?? null,
    data: entry.data ?? {},
  });
}
