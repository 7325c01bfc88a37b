import { and, eq, max } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sequence, sequenceVersion } from "@/db/schema/sequence";
import { needTeam, type ServiceContext } from "@/server/services/context";
import { ConflictError, NotFoundError } from "@/server/services/errors";

export type SequenceRow = typeof sequence.$inferSelect;
export type VersionRow = typeof sequenceVersion.$inferSelect;

/** @throws NotFoundError */
export async function findSequence(tx: Tx, workspaceId: string, id: string): Promise<SequenceRow> {
  const [row] = await tx
    .select()
    .from(sequence)
    .where(and(eq(sequence.workspaceId, workspaceId), eq(sequence.id, id)));
  if (!row) throw new NotFoundError("sequence");
  return row;
}

/**
 * Locks the sequence for a change. People are locked before their sequence, everywhere: whoever holds this lock takes none of a
 * person's, but notes what is to happen to them (carry.ts, `askToLookAgain`). @throws NotFoundError, ForbiddenError (another team's) */
export async function lockSequence(tx: Tx, ctx: ServiceContext, id: string): Promise<SequenceRow> {
  const [row] = await tx
    .select()
    .from(sequence)
    .where(and(eq(sequence.workspaceId, ctx.workspaceId), eq(sequence.id, id)))
    .for("update");
  if (!row) throw new NotFoundError("sequence");
  needTeam(ctx, row.teamId);
  return row;
}

/** @throws ConflictError when it was archived: it can be restored first */
export function needsLiving(row: SequenceRow): void {
  if (row.state === "archived") throw new ConflictError("This sequence is archived: restore it first");
}

/** @throws NotFoundError */
export async function findVersion(tx: Tx, workspaceId: string, id: string): Promise<VersionRow> {
  const [row] = await tx
    .select()
    .from(sequenceVersion)
    .where(and(eq(sequenceVersion.workspaceId, workspaceId), eq(sequenceVersion.id, id)));
  if (!row) throw new NotFoundError("version");
  return row;
}

/** The number of the version published next. */
export async function nextNumber(tx: Tx, workspaceId: string, sequenceId: string): Promise<number> {
  const [row] = await tx
    .select({ last: max(sequenceVersion.number) })
    .from(sequenceVersion)
    .where(and(eq(sequenceVersion.workspaceId, workspaceId), eq(sequenceVersion.sequenceId, sequenceId)));
  return (row?.last ?? 0) + 1;
}
