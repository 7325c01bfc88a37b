import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { integration, providerEvent } from "@/db/schema/integration";
import { realNow } from "@/server/clock";

export type Integration = typeof integration.$inferSelect;

const thatOne = (of: { workspaceId: string; id: string }) =>
  and(eq(integration.workspaceId, of.workspaceId), eq(integration.id, of.id));

/** The integration a call's address belongs to; undefined when it is gone. */
export async function findIntegration(
  tx: Tx,
  of: { workspaceId: string; id: string },
): Promise<Integration | undefined> {
  const [row] = await tx.select().from(integration).where(thatOne(of));
  return row;
}

/** Keeps a proven call, once per id of the service's own. False: it was here before. */
export async function keepCall(
  tx: Tx,
  row: Integration,
  call: Pick<typeof providerEvent.$inferInsert, "sourceId" | "type" | "payload">,
): Promise<boolean> {
  const inserted = await tx
    .insert(providerEvent)
    .values({ id: newId("providerEvent"), workspaceId: row.workspaceId, integrationId: row.id, ...call })
    .onConflictDoNothing()
    .returning({ id: providerEvent.id });
  if (inserted.length === 0) return false;
  await tx.update(integration).set({ lastEventAt: realNow(), refusedAt: null, refusal: null }).where(thatOne(row));
  return true;
}

/** Shown in settings: a secret that was copied wrong shows nowhere else. */
export async function noteRefusal(tx: Tx, row: Integration, why: string): Promise<void> {
  await tx.update(integration).set({ refusedAt: realNow(), refusal: why }).where(thatOne(row));
}
