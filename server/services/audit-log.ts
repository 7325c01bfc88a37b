import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { audit } from "@/db/schema/audit";
import type { ServiceContext } from "@/server/services/context";

interface AuditEntry {
  /** `<entity>.<verb>`: "sequence.published" */
  action: string;
  subjectRef: string;
  personId?: string | null;
  reason?: string | null;
  data?: Record<string, unknown>;
}

/**
 * Writes one audit row in the verb's own transaction. Of people one writes to ids only: the row outlives their
 * erasure. What is deleted (a team, a webhook, who left) gives its entry the name it had: nobody can look it up later.
 */
export const writeAudit = (tx: Tx, ctx: ServiceContext, entry: AuditEntry): Promise<void> =>
  writeAudits(tx, ctx, [entry]);

/** The same for each of a set, in one statement. */
export async function writeAudits(tx: Tx, ctx: ServiceContext, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length > 0) await tx.insert(audit).values(entries.map((entry) => toRow(ctx, entry)));
}

function toRow(ctx: ServiceContext, entry: AuditEntry) {
  return {
    id: newId("audit"),
    workspaceId: ctx.workspaceId,
    memberId: ctx.actor.kind === "member" ? ctx.actor.memberId : null,
    apiKeyId: ctx.actor.kind === "api-key" ? ctx.actor.apiKeyId : null,
    action: entry.action,
    subjectRef: entry.subjectRef,
    personId: entry.personId ?? null,
    reason: entry.reason ?? null,
    data: entry.data ?? {},
  };
}
