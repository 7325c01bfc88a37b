import { toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { broadcast } from "@/db/schema/broadcast";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { lockBroadcast, needState, whereBroadcast } from "@/server/services/broadcasts/internal";
import { broadcastIdInput, steerBroadcastInput } from "@/server/services/broadcasts/schemas";
import { askForWork } from "@/server/services/broadcasts/start";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { lookAgainAtWaiters } from "@/server/services/touches/look";

/** Nothing more of it leaves until it is resumed; what is in a provider's hands arrives. @throws NotFoundError, ConflictError */
export async function pauseBroadcast(args: VerbArgs<typeof steerBroadcastInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "publish");
  const { id, reason } = parseInput(steerBroadcastInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    needState(await lockBroadcast(tx, ctx, id), ["sending"], "Only a broadcast that is under way can be paused");
    await tx
      .update(broadcast)
      .set({ state: "paused", pausedAt: ctx.now(), updatedAt: realNow() })
      .where(whereBroadcast(ctx.workspaceId, id));
    await writeAudit(tx, ctx, { action: "broadcast.paused", subjectRef: id, reason });
    await lookAgainAtWaiters(tx, ctx.workspaceId, { broadcastId: id }, toEpochMs(ctx.now()));
  });
  return { ok: true };
}

/** Goes on, without a burst: the governor looks at what is held in its usual order. @throws NotFoundError, ConflictError */
export async function resumeBroadcast(args: VerbArgs<typeof broadcastIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "publish");
  const { id } = parseInput(broadcastIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    needState(await lockBroadcast(tx, ctx, id), ["paused"], "This broadcast is not paused");
    await tx
      .update(broadcast)
      .set({ state: "sending", pausedAt: null, workedAt: realNow(), updatedAt: realNow() })
      .where(whereBroadcast(ctx.workspaceId, id));
    await writeAudit(tx, ctx, { action: "broadcast.resumed", subjectRef: id });
    await askForWork(tx, ctx, id);
    await lookAgainAtWaiters(tx, ctx.workspaceId, { broadcastId: id }, toEpochMs(ctx.now()));
  });
  return { ok: true };
}

/**
 * Takes back what has not left. From this moment nothing more of it is sent; the messages that wait are withdrawn set by set
 * by the worker. @throws NotFoundError, ForbiddenError, ConflictError
 */
export async function cancelBroadcast(args: VerbArgs<typeof steerBroadcastInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "publish");
  const { id, reason } = parseInput(steerBroadcastInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const row = await lockBroadcast(tx, ctx, id);
    needState(row, ["scheduled", "sending", "paused"], "There is nothing left to take back");
    await tx
      .update(broadcast)
      .set({ state: "cancelled", pausedAt: null, madeAt: null, workedAt: realNow(), updatedAt: realNow() })
      .where(whereBroadcast(ctx.workspaceId, id));
    const senderId = row.message.senderId;
    // those that queued for the sender's pace are gone: the next ones need not queue behind them
    if (typeof senderId === "string") await queryRows(tx, FREE_PACE, [ctx.workspaceId, senderId]);
    await writeAudit(tx, ctx, { action: "broadcast.cancelled", subjectRef: id, reason });
    await askForWork(tx, ctx, id);
  });
  return { ok: true };
}

const FREE_PACE = "update sender set pace_until = null where workspace_id = $1 and id = $2";
