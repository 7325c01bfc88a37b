import { describe, expect, it } from "vitest";
import { comingLaunches, launchesToTell } from "@/core/launches";
import { withOwner, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { notification, user } from "@/db/schema";
import { member } from "@/db/schema/auth";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { memberContext } from "@/server/services/context";
import { listLaunches, markLaunchSeen, planLaunch } from "@/server/services/launches/manage";
import { tellLaunches, workspacesWithLaunches } from "@/server/services/launches/tell";
import { createSequence } from "@/server/services/sequences/create";

testDatabase();

const HOUR = 3_600_000;

async function staffed(role: "support" | "marketer") {
  const { workspaceId } = await createWorkspace();
  const id = newId("member");
  await withOwner(async (tx) => {
    await tx.insert(user).values({ id, name: "Sofia", email: `${id}@example.com`, emailVerified: true });
    await tx.insert(member).values({ id: newId("membership"), organizationId: workspaceId, userId: id, role });
  });
  return { workspaceId, ctx: memberContext({ workspaceId, memberId: id, role: "owner", teamIds: [], offsetMs: 0 }) };
}

describe("launches", () => {
  it("of the next 30 days are listed; who has seen one is said, and one that moves is seen anew", async () => {
    const { ctx } = await staffed("marketer");
    const { id } = await createSequence({ ctx, input: { name: "Cards" } });
    const plan = (hours: number) =>
      planLaunch({ ctx, input: { sequenceId: id, startsAt: new Date(ctx.now().getTime() + hours * HOUR) } });
    await plan(48);
    const [first] = (await listLaunches({ ctx })).launches;
    expect(first).toMatchObject({ name: "Cards", briefed: false, seenByMe: false });
    await markLaunchSeen({ ctx, input: { key: first?.key ?? "" } });
    expect((await listLaunches({ ctx })).launches[0]).toMatchObject({ seenBy: ["Sofia"], seenByMe: true });
    await plan(72);
    expect((await listLaunches({ ctx })).launches[0]?.seenByMe).toBe(false);
    await expect(markLaunchSeen({ ctx, input: { key: first?.key ?? "" } })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await planLaunch({ ctx, input: { sequenceId: id, startsAt: null } });
    expect((await listLaunches({ ctx })).launches).toEqual([]);
    await expect(plan(-1)).rejects.toMatchObject({ code: "INVALID" });
  });

  it("are told to support a day before, once", async () => {
    const { ctx, workspaceId } = await staffed("support");
    const { id } = await createSequence({ ctx, input: { name: "Cards" } });
    await planLaunch({ ctx, input: { sequenceId: id, startsAt: new Date(ctx.now().getTime() + 30 * HOUR) } });
    expect(await workspacesWithLaunches()).toContain(workspaceId);
    expect(await tellLaunches(workspaceId)).toEqual({ told: 0 });
    await planLaunch({ ctx, input: { sequenceId: id, startsAt: new Date(ctx.now().getTime() + 20 * HOUR) } });
    const both = await Promise.all([tellLaunches(workspaceId), tellLaunches(workspaceId)]);
    expect(both.reduce((sum, { told }) => sum + told, 0)).toBe(1);
    const rows = await withWorkspace(ctx, (tx) => tx.select().from(notification));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.title).toMatch(/^Cards starts /);
  });

  it("are chosen by their day", () => {
    const at = (hours: number) => ({ ref: `r${hours}`, startsAt: 1_000_000_000_000 + hours * HOUR });
    const all = [at(-30), at(-2), at(0), at(5), at(24), at(25), at(24 * 30), at(24 * 30 + 1)];
    const now = 1_000_000_000_000;
    expect(comingLaunches(all, now).map(({ ref }) => ref)).toEqual(["r-2", "r0", "r5", "r24", "r25", "r720"]);
    expect(launchesToTell(all, now).map(({ ref }) => ref)).toEqual(["r5", "r24"]);
  });
});
