import { and, eq } from "drizzle-orm";
import { toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { sequence, sequenceTrigger } from "@/db/schema/sequence";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, needTeam, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { beginWatch } from "@/server/services/enrollments/begin-watch";
import { ConflictError, parseInput } from "@/server/services/errors";
import { BY_SEQUENCE, carryThrough, noteCarrying } from "@/server/services/sequences/carry";
import { findVersion, lockSequence, needsLiving } from "@/server/services/sequences/internal";
import { writeTrigger } from "@/server/services/sequences/publish";
import {
  pauseSequenceInput,
  renameSequenceInput,
  sequenceIdInput,
  setSequenceTeamInput,
} from "@/server/services/sequences/schemas";
import { checkTeam } from "@/server/services/teams/internal";
import { askToLookAgain } from "@/server/services/touches/look";

const at = (ctx: ServiceContext, id: string) => and(eq(sequence.workspaceId, ctx.workspaceId), eq(sequence.id, id));

/** @throws NotFoundError, ForbiddenError */
export async function renameSequence(args: VerbArgs<typeof renameSequenceInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id, name } = parseInput(renameSequenceInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    await lockSequence(tx, ctx, id);
    await tx.update(sequence).set({ name, updatedAt: realNow() }).where(at(ctx, id));
  });
  return { ok: true };
}

/** Gives the sequence to a team, or to nobody in particular. @throws NotFoundError, ForbiddenError */
export async function setSequenceTeam(args: VerbArgs<typeof setSequenceTeamInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id, teamId } = parseInput(setSequenceTeamInput, args.input);
  needTeam(ctx, teamId);
  await withWorkspace(ctx, async (tx) => {
    await lockSequence(tx, ctx, id);
    await checkTeam(tx, ctx.workspaceId, teamId);
    await tx.update(sequence).set({ teamId, updatedAt: realNow() }).where(at(ctx, id));
    await writeAudit(tx, ctx, { action: "sequence.team-changed", subjectRef: id, data: { teamId } });
  });
  return { ok: true };
}

/**
 * Nothing of the sequence is sent and nobody enters. With `clock: "stands"` delays and waits stand still too.
 * @throws NotFoundError, ForbiddenError, ConflictError (not live)
 */
export async function pauseSequence(args: VerbArgs<typeof pauseSequenceInput>): Promise<{ people: number }> {
  const { ctx } = args;
  need(ctx, "publish");
  const { id, clock, reason } = parseInput(pauseSequenceInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const row = await lockSequence(tx, ctx, id);
    if (row.state !== "live") throw new ConflictError("Only a live sequence can be paused");
    const pausedAt = ctx.now();
    await tx
      .update(sequence)
      .set({ state: "paused", pausedAt, pausedClock: clock, updatedAt: realNow() })
      .where(at(ctx, id));
    await writeAudit(tx, ctx, { action: "sequence.paused", subjectRef: id, reason, data: { clock } });
    if (clock === "stands")
      await noteCarrying(tx, ctx.workspaceId, id, { type: "pause", until: null, clock, by: BY_SEQUENCE, reason });
    await askToLookAgain(tx, ctx.workspaceId, { sequenceId: id }, toEpochMs(pausedAt));
  });
  return { people: clock === "runs" ? await countActive(ctx, id) : await carryThrough(ctx, id) };
}

/** Goes on, without a burst: the governor looks at what is held in its usual order. @throws NotFoundError, ConflictError */
export async function resumeSequence(args: VerbArgs<typeof sequenceIdInput>): Promise<{ people: number }> {
  const { ctx } = args;
  need(ctx, "publish");
  const { id } = parseInput(sequenceIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const row = await lockSequence(tx, ctx, id);
    if (row.state !== "paused") throw new ConflictError("This sequence is not paused");
    await tx
      .update(sequence)
      .set({ state: "live", pausedAt: null, pausedClock: null, updatedAt: realNow() })
      .where(at(ctx, id));
    await noteCarrying(tx, ctx.workspaceId, id, { type: "resume" });
    await beginWatch(tx, ctx, id, "afresh");
    await writeAudit(tx, ctx, { action: "sequence.resumed", subjectRef: id });
    await askToLookAgain(tx, ctx.workspaceId, { sequenceId: id }, toEpochMs(ctx.now()));
  });
  await carryThrough(ctx, id);
  return { people: await countActive(ctx, id) };
}

/**
 * Takes the sequence off the list. Whoever is inside leaves; what they have not been sent is withdrawn, and the governor lets
 * nothing of it go from this moment. @throws NotFoundError, ForbiddenError, ConflictError (archived already)
 */
export async function archiveSequence(args: VerbArgs<typeof sequenceIdInput>): Promise<{ people: number }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id } = parseInput(sequenceIdInput, args.input);
  const by = memberIdOf(ctx) ?? ctx.actor.kind;
  await withWorkspace(ctx, async (tx) => {
    needsLiving(await lockSequence(tx, ctx, id));
    await tx
      .update(sequence)
      .set({ state: "archived", archivedAt: ctx.now(), pausedAt: null, pausedClock: null, updatedAt: realNow() })
      .where(at(ctx, id));
    await tx
      .delete(sequenceTrigger)
      .where(and(eq(sequenceTrigger.workspaceId, ctx.workspaceId), eq(sequenceTrigger.sequenceId, id)));
    await noteCarrying(tx, ctx.workspaceId, id, { type: "stop", by, reason: "The sequence was archived" });
    await writeAudit(tx, ctx, { action: "sequence.archived", subjectRef: id });
  });
  return { people: await carryThrough(ctx, id) };
}

/** Brings it back: paused if it was ever live, else as a draft. Nobody who left comes back in. @throws NotFoundError, ConflictError */
export async function restoreSequence(args: VerbArgs<typeof sequenceIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id } = parseInput(sequenceIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const row = await lockSequence(tx, ctx, id);
    if (row.state !== "archived") throw new ConflictError("This sequence is not archived");
    if (row.carrying !== null) throw new ConflictError("People are still leaving it: try again in a minute");
    const live = row.liveVersionId === null ? null : await findVersion(tx, ctx.workspaceId, row.liveVersionId);
    await tx
      .update(sequence)
      .set({
        state: live === null ? "draft" : "paused",
        pausedAt: live === null ? null : ctx.now(),
        pausedClock: live === null ? null : "stands",
        archivedAt: null,
        updatedAt: realNow(),
      })
      .where(at(ctx, id));
    if (live !== null) await writeTrigger(tx, ctx, id, live.id, live.graph);
    await writeAudit(tx, ctx, { action: "sequence.restored", subjectRef: id });
  });
  return { ok: true };
}

async function countActive(ctx: ServiceContext, sequenceId: string): Promise<number> {
  const [row] = await withWorkspace(ctx, (tx) => queryRows<{ n: number }>(tx, COUNT, [ctx.workspaceId, sequenceId]));
  return row?.n ?? 0;
}

const COUNT = `
select count(*)::int as n from enrollment where workspace_id = $1::text and sequence_id = $2::text and status = 'active'`;
