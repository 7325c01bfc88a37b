import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { emptyMessage } from "@/core/broadcast";
import type { JsonObject } from "@/core/json";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { broadcast } from "@/db/schema/broadcast";
import { sender } from "@/db/schema/sender";
import { topic } from "@/db/schema/topic";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { findBroadcast, lockBroadcast, needState, whereBroadcast } from "@/server/services/broadcasts/internal";
import { broadcastIdInput, createBroadcastInput, saveBroadcastInput } from "@/server/services/broadcasts/schemas";
import { memberIdOf, need, needTeam, type VerbArgs } from "@/server/services/context";
import { ConflictError, parseInput } from "@/server/services/errors";
import { checkTeam } from "@/server/services/teams/internal";

/** A draft with an empty message that has a sender and a topic where there are any. @throws NotFoundError (team), ForbiddenError (another team's) */
export async function createBroadcast(args: VerbArgs<typeof createBroadcastInput>): Promise<{ id: string }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { name, teamId, audience } = parseInput(createBroadcastInput, args.input);
  needTeam(ctx, teamId);
  const id = newId("broadcast");
  await withWorkspace(ctx, async (tx) => {
    await checkTeam(tx, ctx.workspaceId, teamId);
    await tx.insert(broadcast).values({
      id,
      workspaceId: ctx.workspaceId,
      name,
      teamId,
      audience,
      message: { ...emptyMessage(), ...(await usualOf(tx, ctx.workspaceId, teamId)) },
      createdBy: memberIdOf(ctx),
    });
    await writeAudit(tx, ctx, { action: "broadcast.created", subjectRef: id });
  });
  return { id };
}

/** The company's sender and topic one would begin with: the team's own before the others, the oldest of those. */
async function usualOf(tx: Tx, workspaceId: string, teamId: string | null) {
  const [from] = await tx
    .select({ id: sender.id })
    .from(sender)
    .where(and(eq(sender.workspaceId, workspaceId), isNull(sender.memberId), isNull(sender.archivedAt)))
    .orderBy(sql`${sender.teamId} is distinct from ${teamId}`, asc(sender.createdAt))
    .limit(1);
  const [about] = await tx
    .select({ id: topic.id })
    .from(topic)
    .where(and(eq(topic.workspaceId, workspaceId), eq(topic.class, "marketing"), isNull(topic.archivedAt)))
    .orderBy(asc(topic.createdAt))
    .limit(1);
  return { ...(from && { senderId: from.id }), ...(about && { topicId: about.id }) };
}

/**
 * Saves what is given of the draft, if nobody else has saved since `revision`.
 * @throws NotFoundError, ForbiddenError, ConflictError (changed meanwhile, or started)
 */
export async function saveBroadcast(args: VerbArgs<typeof saveBroadcastInput>): Promise<{ revision: number }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const input = parseInput(saveBroadcastInput, args.input);
  if (input.teamId !== undefined) needTeam(ctx, input.teamId);
  return withWorkspace(ctx, async (tx) => {
    const row = await lockBroadcast(tx, ctx, input.id);
    needState(row, ["draft"], "This broadcast was started: its message does not change any more");
    if (row.revision !== input.revision) throw new ConflictError("Somebody else changed this broadcast meanwhile");
    await checkTeam(tx, ctx.workspaceId, input.teamId ?? null);
    const revision = row.revision + 1;
    await tx
      .update(broadcast)
      .set({
        revision,
        name: input.name ?? row.name,
        teamId: input.teamId === undefined ? row.teamId : input.teamId,
        audience: input.audience === undefined ? row.audience : input.audience,
        message: input.message === undefined ? row.message : (input.message as JsonObject), // z.json() by the schema
        updatedAt: realNow(),
      })
      .where(whereBroadcast(ctx.workspaceId, input.id));
    return { revision };
  });
}

/** A new draft with the same message and audience. It is of the same family: nobody gets it twice within 180 days. @throws NotFoundError */
export async function duplicateBroadcast(args: VerbArgs<typeof broadcastIdInput>): Promise<{ id: string }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const input = parseInput(broadcastIdInput, args.input);
  const id = newId("broadcast");
  await withWorkspace(ctx, async (tx) => {
    const row = await findBroadcast(tx, ctx.workspaceId, input.id);
    needTeam(ctx, row.teamId);
    const family = row.message.templateFamily;
    await tx.insert(broadcast).values({
      id,
      workspaceId: ctx.workspaceId,
      name: `${row.name} (copy)`.slice(0, 120),
      teamId: row.teamId,
      audience: row.audience,
      message: { ...row.message, templateFamily: typeof family === "string" && family !== "" ? family : row.id },
      createdBy: memberIdOf(ctx),
    });
    await writeAudit(tx, ctx, { action: "broadcast.created", subjectRef: id, data: { copyOf: input.id } });
  });
  return { id };
}

/** Throws a draft away. What was started stays: the ledger names it. @throws NotFoundError, ForbiddenError, ConflictError */
export async function deleteBroadcast(args: VerbArgs<typeof broadcastIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id } = parseInput(broadcastIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const row = await lockBroadcast(tx, ctx, id);
    needState(row, ["draft"], "Only a draft can be thrown away");
    await tx.delete(broadcast).where(whereBroadcast(ctx.workspaceId, id));
    await writeAudit(tx, ctx, { action: "broadcast.deleted", subjectRef: id, data: { name: row.name } });
  });
  return { ok: true };
}
