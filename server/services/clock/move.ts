import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { clockMove } from "@/db/schema/clock-move";
import { mailbox } from "@/db/schema/mailbox";
import { workspaceSetting } from "@/db/schema/workspace-setting";
import { now as workspaceNow } from "@/server/clock";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { writeAudit } from "@/server/services/audit-log";
import { moveClockInput } from "@/server/services/clock/schemas";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, InvalidError, NotFoundError, parseInput } from "@/server/services/errors";

/**
 * Starts to move a sandbox workspace's clock to an instant ahead: a replay of everything that falls due on the way, with
 * progress. It never goes back.
 * @throws ConflictError outside a sandbox, with a real mailbox, and while another move is under way; InvalidError for an instant that is past
 */
export async function moveClock(args: VerbArgs<typeof moveClockInput>): Promise<{ id: string }> {
  const { ctx } = args;
  need(ctx, "sandbox.play");
  const { to } = parseInput(moveClockInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const setting = await lockSetting(tx, ctx);
    if (!setting.sandbox) throw new ConflictError("Only the clock of a sandbox workspace can be moved");
    if (await hasMailbox(tx, ctx))
      throw new ConflictError("A real mailbox is connected: its answers come in real time. Disconnect it first");
    if (await findMoving(tx, ctx)) throw new ConflictError("The clock is being moved already");
    const from = workspaceNow(setting);
    if (to <= from) throw InvalidError.at("to", "The clock never goes back: choose an instant ahead");
    const id = newId("clockMove");
    await tx.insert(clockMove).values({
      id,
      workspaceId: ctx.workspaceId,
      fromAt: from,
      targetAt: to,
      reachedAt: from,
      createdBy: memberIdOf(ctx),
    });
    await tx
      .update(workspaceSetting)
      .set({ clockMovedAt: setting.clockMovedAt ?? new Date() })
      .where(eq(workspaceSetting.workspaceId, ctx.workspaceId));
    await writeAudit(tx, ctx, { action: "clock.moved", subjectRef: id, data: { to: to.toISOString() } });
    await writeOutbox(tx, [{ name: "clock/move-started", data: { workspaceId: ctx.workspaceId, id } }]);
    return { id };
  });
}

/** Asks the move that is under way to stop at the instant it has reached. Does nothing when none is. */
export async function stopClock({ ctx }: { ctx: ServiceContext }): Promise<void> {
  need(ctx, "sandbox.play");
  await withWorkspace(ctx, (tx) =>
    tx
      .update(clockMove)
      .set({ stopRequestedAt: new Date() })
      .where(
        and(
          eq(clockMove.workspaceId, ctx.workspaceId),
          eq(clockMove.state, "moving"),
          isNull(clockMove.stopRequestedAt),
        ),
      ),
  );
}

/** The workspace's time and its latest move: `state` is moving, reached or stopped. */
export async function readClock({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  return withWorkspace(ctx, async (tx) => {
    const [setting] = await tx.select().from(workspaceSetting).where(eq(workspaceSetting.workspaceId, ctx.workspaceId));
    if (!setting) throw new NotFoundError("workspace");
    const [move] = await tx
      .select()
      .from(clockMove)
      .where(eq(clockMove.workspaceId, ctx.workspaceId))
      .orderBy(desc(clockMove.createdAt))
      .limit(1);
    return {
      now: workspaceNow(setting),
      sandbox: setting.sandbox,
      offsetMs: setting.clockOffsetMs,
      move: move ?? null,
    };
  });
}

async function hasMailbox(tx: Tx, ctx: ServiceContext): Promise<boolean> {
  const rows = await tx
    .select({ id: mailbox.id })
    .from(mailbox)
    .where(and(eq(mailbox.workspaceId, ctx.workspaceId), inArray(mailbox.status, ["connected", "needs_reauth"])))
    .limit(1);
  return rows.length > 0;
}

async function lockSetting(tx: Tx, ctx: ServiceContext) {
  const [setting] = await tx
    .select()
    .from(workspaceSetting)
    .where(eq(workspaceSetting.workspaceId, ctx.workspaceId))
    .for("update");
  if (!setting) throw new NotFoundError("workspace");
  return setting;
}

async function findMoving(tx: Tx, ctx: ServiceContext): Promise<boolean> {
  const moving = await tx
    .select({ id: clockMove.id })
    .from(clockMove)
    .where(and(eq(clockMove.workspaceId, ctx.workspaceId), eq(clockMove.state, "moving")))
    .limit(1);
  return moving.length > 0;
}
