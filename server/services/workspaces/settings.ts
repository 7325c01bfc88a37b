import { eq } from "drizzle-orm";
import { toEpochMs } from "@/core/instant";
import { sameJson } from "@/core/json";
import { type Tx, withWorkspace } from "@/db/client";
import { workspaceSetting } from "@/db/schema/workspace-setting";
import { auth } from "@/server/auth";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { lookAgainAtWaiters } from "@/server/services/touches/look";
import { pauseSendingInput, updateSettingsInput } from "@/server/services/workspaces/schemas";

export type Settings = typeof workspaceSetting.$inferSelect;

export async function readSettings(tx: Tx, workspaceId: string): Promise<Settings> {
  const [row] = await tx.select().from(workspaceSetting).where(eq(workspaceSetting.workspaceId, workspaceId));
  if (!row) throw new NotFoundError("workspace");
  return row;
}

/** Settings of the workspace. Its name is in the answer of `openWorkspace`. */
export async function getSettings({ ctx }: { ctx: ServiceContext }): Promise<Settings> {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) => readSettings(tx, ctx.workspaceId));
}

/** Changes the settings that are given and leaves the others. Other hours or another zone: who waits is judged again. */
export async function updateSettings(args: VerbArgs<typeof updateSettingsInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "settings.write");
  const { name, ...input } = parseInput(updateSettingsInput, args.input);
  const change = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  await withWorkspace(ctx, async (tx) => {
    const before = await readSettings(tx, ctx.workspaceId);
    await tx
      .update(workspaceSetting)
      .set({ ...change, updatedAt: realNow() })
      .where(eq(workspaceSetting.workspaceId, ctx.workspaceId));
    const { hours = before.hours, timeZone = before.timeZone } = input;
    if (timeZone !== before.timeZone || !sameJson(hours, before.hours))
      await lookAgainAtWaiters(tx, ctx.workspaceId, {}, toEpochMs(ctx.now()));
    await writeAudit(tx, ctx, {
      action: "settings.updated",
      subjectRef: ctx.workspaceId,
      data: { fields: Object.keys({ ...change, ...(name === undefined ? {} : { name }) }) },
    });
  });
  if (name !== undefined) await renameWorkspace(ctx.workspaceId, name);
  return { ok: true };
}

/** The name is better-auth's column; the right was checked by the verb, so this is the server's own call. */
async function renameWorkspace(workspaceId: string, name: string): Promise<void> {
  const { adapter } = await auth().$context;
  await adapter.update({ model: "organization", where: [{ field: "id", value: workspaceId }], update: { name } });
}

/** Stops every sequence and broadcast of the workspace from sending; what was on its way is held and told why. */
export async function pauseSending(args: VerbArgs<typeof pauseSendingInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "sending.pause");
  const { reason } = parseInput(pauseSendingInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    await tx
      .update(workspaceSetting)
      .set({ sendingPausedAt: ctx.now(), sendingPausedBy: memberIdOf(ctx), sendingPausedReason: reason })
      .where(eq(workspaceSetting.workspaceId, ctx.workspaceId));
    await lookAgainAtWaiters(tx, ctx.workspaceId, {}, toEpochMs(ctx.now()));
    await writeAudit(tx, ctx, { action: "sending.paused", subjectRef: ctx.workspaceId, reason });
  });
  return { ok: true };
}

/** Lets sending go on; held touches are looked at again, in the order and under the caps of always. */
export async function resumeSending({ ctx }: { ctx: ServiceContext }): Promise<{ ok: true }> {
  need(ctx, "sending.pause");
  await withWorkspace(ctx, async (tx) => {
    await tx
      .update(workspaceSetting)
      .set({ sendingPausedAt: null, sendingPausedBy: null, sendingPausedReason: null })
      .where(eq(workspaceSetting.workspaceId, ctx.workspaceId));
    await lookAgainAtWaiters(tx, ctx.workspaceId, {}, toEpochMs(ctx.now()));
    await writeAudit(tx, ctx, { action: "sending.resumed", subjectRef: ctx.workspaceId });
  });
  return { ok: true };
}
