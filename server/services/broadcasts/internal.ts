import { and, eq } from "drizzle-orm";
import type { BroadcastState } from "@/core/broadcast";
import type { Tx } from "@/db/client";
import { broadcast } from "@/db/schema/broadcast";
import { needTeam, type ServiceContext } from "@/server/services/context";
import { ConflictError, NotFoundError } from "@/server/services/errors";

export type BroadcastRow = typeof broadcast.$inferSelect;

export const whereBroadcast = (workspaceId: string, id: string) =>
  and(eq(broadcast.workspaceId, workspaceId), eq(broadcast.id, id));

/** @throws NotFoundError */
export async function findBroadcast(tx: Tx, workspaceId: string, id: string): Promise<BroadcastRow> {
  const [row] = await tx.select().from(broadcast).where(whereBroadcast(workspaceId, id));
  if (!row) throw new NotFoundError("broadcast");
  return row;
}

/** Locks it for a change; whoever makes its messages waits, or is waited for. @throws NotFoundError, ForbiddenError (another team's) */
export async function lockBroadcast(tx: Tx, ctx: ServiceContext, id: string): Promise<BroadcastRow> {
  const [row] = await tx.select().from(broadcast).where(whereBroadcast(ctx.workspaceId, id)).for("update");
  if (!row) throw new NotFoundError("broadcast");
  needTeam(ctx, row.teamId);
  return row;
}

/** @throws ConflictError saying why not */
export function needState(row: BroadcastRow, allowed: readonly BroadcastState[], otherwise: string): void {
  if (!allowed.includes(row.state)) throw new ConflictError(otherwise);
}
