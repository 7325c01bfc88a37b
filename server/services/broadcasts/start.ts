import type { Problem } from "@/core/problem";
import { isPublishable } from "@/core/validate";
import { type Tx, withWorkspace } from "@/db/client";
import { broadcast } from "@/db/schema/broadcast";
import { realNow } from "@/server/clock";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { writeAudit } from "@/server/services/audit-log";
import { countPeople } from "@/server/services/broadcasts/audience";
import { findBroadcastProblems } from "@/server/services/broadcasts/check";
import { type BroadcastRow, lockBroadcast, needState, whereBroadcast } from "@/server/services/broadcasts/internal";
import { broadcastIdInput, startBroadcastInput } from "@/server/services/broadcasts/schemas";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, InvalidError, parseInput } from "@/server/services/errors";

export type StartOutcome = { ok: true; people: number } | { ok: false; problems: readonly Problem[] };

/**
 * Lets a broadcast go, at once or at a time to come. From now on its message does not change. What each person gets, and
 * when, is the governor's to say. @throws NotFoundError, ForbiddenError, ConflictError, InvalidError at `at`
 */
export async function startBroadcast(args: VerbArgs<typeof startBroadcastInput>): Promise<StartOutcome> {
  const { ctx } = args;
  need(ctx, "publish");
  const { id, revision, at } = parseInput(startBroadcastInput, args.input);
  if (at !== undefined && at <= ctx.now()) throw InvalidError.at("at", "Choose a time that is still to come");
  return withWorkspace(ctx, async (tx) => {
    const row = await lockBroadcast(tx, ctx, id);
    needState(row, ["draft"], "This broadcast was started already");
    if (row.revision !== revision) throw new ConflictError("Somebody else changed this broadcast meanwhile");
    const problems = await findBroadcastProblems(tx, ctx, row);
    if (!isPublishable(problems) || row.audience === null) return { ok: false, problems };
    const people = await countPeople(tx, ctx, row.audience);
    await tx
      .update(broadcast)
      .set({ startedBy: memberIdOf(ctx), startAt: at ?? null, total: people, updatedAt: realNow(), state: "scheduled" })
      .where(whereBroadcast(ctx.workspaceId, id));
    const data = { people, ...(at === undefined ? {} : { at: at.toISOString() }) };
    await writeAudit(tx, ctx, {
      action: at === undefined ? "broadcast.started" : "broadcast.scheduled",
      subjectRef: id,
      data,
    });
    if (at === undefined) await setGoing(tx, ctx.workspaceId, row, ctx.now());
    return { ok: true, people };
  });
}

/** Back to the drawing board before its time has come. @throws NotFoundError, ForbiddenError, ConflictError */
export async function unscheduleBroadcast(args: VerbArgs<typeof broadcastIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "publish");
  const { id } = parseInput(broadcastIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    needState(await lockBroadcast(tx, ctx, id), ["scheduled"], "It does not wait for its time any more");
    await tx
      .update(broadcast)
      .set({ state: "draft", startAt: null, startedBy: null, total: 0, updatedAt: realNow() })
      .where(whereBroadcast(ctx.workspaceId, id));
    await writeAudit(tx, ctx, { action: "broadcast.unscheduled", subjectRef: id });
  });
  return { ok: true };
}

/** From here on its messages are made. The row is locked. */
export async function setGoing(
  tx: Tx,
  workspaceId: string,
  row: Pick<BroadcastRow, "id">,
  startedAt: Date,
): Promise<void> {
  await tx
    .update(broadcast)
    .set({ state: "sending", startedAt, workedAt: realNow(), updatedAt: realNow() })
    .where(whereBroadcast(workspaceId, row.id));
  await askForWork(tx, { workspaceId }, row.id);
}

/** Asks a worker to make (or take back) its messages. */
export async function askForWork(tx: Tx, of: Pick<ServiceContext, "workspaceId">, id: string): Promise<void> {
  await writeOutbox(tx, [{ name: "broadcast/work", data: { workspaceId: of.workspaceId, id } }]);
}
