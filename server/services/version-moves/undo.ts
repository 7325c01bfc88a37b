import { and, eq } from "drizzle-orm";
import { addMs, DAY_MS, toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { sequence } from "@/db/schema/sequence";
import { versionMove } from "@/db/schema/version-move";
import { realNow } from "@/server/clock";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { beginWatch } from "@/server/services/enrollments/begin-watch";
import { ConflictError, NotFoundError, parseInput } from "@/server/services/errors";
import { findVersion, lockSequence, needsLiving } from "@/server/services/sequences/internal";
import { writeTrigger } from "@/server/services/sequences/publish";
import { undoMoveInput } from "@/server/services/version-moves/schemas";
import { isMoving } from "@/server/services/version-moves/start";

/** How long a move can be taken back, workspace time. */
export const UNDO_MS = DAY_MS;

/**
 * Puts people back on the version they came from, those to whom nothing has happened since; and, unless `live` says
 * otherwise, lets new people enter the version before again. The draft stays as it is.
 * @throws NotFoundError, ForbiddenError, ConflictError (too late, taken back already, archived, or others are on their way)
 */
export async function undoMove(args: VerbArgs<typeof undoMoveInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "publish");
  const { id, live } = parseInput(undoMoveInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const mine = and(eq(versionMove.workspaceId, workspaceId), eq(versionMove.id, id));
    const [found] = await tx.select().from(versionMove).where(mine);
    if (!found) throw new NotFoundError("move");
    const row = await lockSequence(tx, ctx, found.sequenceId);
    const [move] = await tx.select().from(versionMove).where(mine).for("update");
    if (!move || move.state === "undone" || move.state === "undoing")
      throw new ConflictError("This has been taken back already");
    needsLiving(row);
    if (move.state !== "moving" && (await isMoving(tx, workspaceId, row.id)))
      throw new ConflictError("People are on their way to another version: wait until they are there");
    if (addMs(toEpochMs(move.startedAt), UNDO_MS) < toEpochMs(ctx.now()))
      throw new ConflictError("More than 24 hours have passed: publish another version instead");
    const round = move.round + 1;
    await tx
      .update(versionMove)
      .set({ state: "undoing", cursor: "", round, workedAt: realNow(), undoneBy: memberIdOf(ctx) })
      .where(mine);
    if (live === "before" && move.fromVersionId !== null && row.liveVersionId === move.toVersionId) {
      const before = await findVersion(tx, workspaceId, move.fromVersionId);
      await tx
        .update(sequence)
        .set({ liveVersionId: before.id, updatedAt: realNow() })
        .where(and(eq(sequence.workspaceId, workspaceId), eq(sequence.id, row.id)));
      await writeTrigger(tx, ctx, row.id, before.id, before.graph);
      if (row.state === "live") await beginWatch(tx, ctx, row.id); // a paused one begins when it goes on
    }
    await writeOutbox(tx, [{ name: "version/move-started", data: { workspaceId, id, round } }]);
    await writeAudit(tx, ctx, { action: "sequence.move-undone", subjectRef: row.id, data: { moveId: id, live } });
  });
  return { ok: true };
}
