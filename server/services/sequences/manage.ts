import { and, eq } from "drizzle-orm";
import type { EnrollmentEvent } from "@/core/enrollment";
import { toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { sequence, sequenceTrigger } from "@/db/schema/sequence";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, needTeam, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { beginWatch } from "@/server/services/enrollments/begin-watch";
import { happenTo, PER_TRANSACTION } from "@/server/services/enrollments/happen";
import { ConflictError, parseInput } from "@/server/services/errors";
import { findVersion, lockSequence } from "@/server/services/sequences/internal";
import { writeTrigger } from "@/server/services/sequences/publish";
import {
  pauseSequenceInput,
  renameSequenceInput,
  sequenceIdInput,
  setSequenceTeamInput,
} from "@/server/services/sequences/schemas";
import { checkTeam } from "@/server/services/teams/internal";
import { lookAgain } from "@/server/services/touches/look";

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

/** Marks a pause as the sequence's: resuming it leaves alone those a member paused one by one. */
const BY_SEQUENCE = "sequence";

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
    await lookAgain(tx, ctx.workspaceId, null, toEpochMs(pausedAt));
  });
  if (clock === "runs") return { people: await countActive(ctx, id) };
  const people = await happenToAll(ctx, id, ACTIVE_RUNNING, {
    type: "pause",
    until: null,
    clock,
    by: BY_SEQUENCE,
    reason,
  });
  return { people };
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
    await beginWatch(tx, ctx, id, "afresh");
    await writeAudit(tx, ctx, { action: "sequence.resumed", subjectRef: id });
    await lookAgain(tx, ctx.workspaceId, null, toEpochMs(ctx.now()));
  });
  await happenToAll(ctx, id, ACTIVE_PAUSED, { type: "resume" });
  return { people: await countActive(ctx, id) };
}

/** Takes the sequence off the list. Whoever is inside leaves; what they have not been sent is withdrawn. @throws NotFoundError */
export async function archiveSequence(args: VerbArgs<typeof sequenceIdInput>): Promise<{ people: number }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id } = parseInput(sequenceIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    await lockSequence(tx, ctx, id);
    await tx
      .update(sequence)
      .set({ state: "archived", archivedAt: ctx.now(), pausedAt: null, pausedClock: null, updatedAt: realNow() })
      .where(at(ctx, id));
    await tx
      .delete(sequenceTrigger)
      .where(and(eq(sequenceTrigger.workspaceId, ctx.workspaceId), eq(sequenceTrigger.sequenceId, id)));
    await writeAudit(tx, ctx, { action: "sequence.archived", subjectRef: id });
  });
  const by = memberIdOf(ctx) ?? ctx.actor.kind;
  return { people: await happenToAll(ctx, id, ACTIVE, { type: "stop", by, reason: "The sequence was archived" }) };
}

/** Brings it back: paused if it was ever live, else as a draft. @throws NotFoundError, ConflictError */
export async function restoreSequence(args: VerbArgs<typeof sequenceIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id } = parseInput(sequenceIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const row = await lockSequence(tx, ctx, id);
    if (row.state !== "archived") throw new ConflictError("This sequence is not archived");
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

/** In sets, each in its own transaction; a crash between them leaves the rest for the next try, and nothing is sent meanwhile. */
async function happenToAll(
  ctx: ServiceContext,
  sequenceId: string,
  whom: string,
  event: EnrollmentEvent,
): Promise<number> {
  let after = "";
  let count = 0;
  for (;;) {
    const set = await withWorkspace(ctx, async (tx) => {
      const rows = await queryRows<{ id: string }>(tx, whom, [ctx.workspaceId, sequenceId, after, PER_TRANSACTION]);
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) count += await happenTo(tx, ctx.workspaceId, ids, event);
      return ids;
    });
    const last = set.at(-1);
    if (last === undefined) return count;
    after = last;
  }
}

async function countActive(ctx: ServiceContext, sequenceId: string): Promise<number> {
  const [row] = await withWorkspace(ctx, (tx) => queryRows<{ n: number }>(tx, COUNT, [ctx.workspaceId, sequenceId]));
  return row?.n ?? 0;
}

const IN_SEQUENCE = "workspace_id = $1::text and sequence_id = $2::text and status = 'active'";
const NEXT_SET = "and id > $3::text order by id limit $4::int";
const ACTIVE = `select id from enrollment where ${IN_SEQUENCE} ${NEXT_SET}`;
const ACTIVE_RUNNING = `select id from enrollment where ${IN_SEQUENCE} and coalesce(state->>'pause', '') = '' ${NEXT_SET}`;
const ACTIVE_PAUSED = `select id from enrollment where ${IN_SEQUENCE} and state->'pause'->>'by' = '${BY_SEQUENCE}' ${NEXT_SET}`;
const COUNT = `select count(*)::int as n from enrollment where ${IN_SEQUENCE}`;
