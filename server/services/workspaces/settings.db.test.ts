import { beforeAll, expect, test } from "vitest";
import { defaultQuietHours } from "@/core/attention/default-rules";
import type { HoursLayer } from "@/core/schedule-hours";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContext } from "@/server/api/context";
import { createCaller } from "@/server/api/root";
import { buildWorld, signInAs, type World } from "@/server/api/testing/world";
import { memberContext } from "@/server/services/context";
import { updateTopic } from "@/server/services/topics/write";
import { getSettings, pauseSending, resumeSending, updateSettings } from "@/server/services/workspaces/settings";

testDatabase();

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

test("a workspace is renamed, its address stays; what is left out stays too", async () => {
  const headers = new Headers({ cookie: await signInAs(world.ownerId) });
  const api = () => createCaller(createContext({ headers, workspace: world.slug, setCookie: () => undefined }));
  await api().settings.update({ name: "Acme World", country: "Italy", privacyUrl: "https://acme.example/privacy" });
  expect((await api().workspace.get()).workspace).toMatchObject({ name: "Acme World", slug: world.slug });
  expect(await api().settings.get()).toMatchObject({ name: "Acme World", country: "IT", legalName: "Acme GmbH" });
  await expect(api().settings.update({ timeZone: "Mars/Base" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  for (const privacyUrl of ["acme", "javascript:alert(1)", "data:text/html,x"])
    await expect(api().settings.update({ privacyUrl })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("pausing says who and why; resuming looks at everybody who waits", async () => {
  const marketer = memberContext({ ...world, memberId: world.memberId, role: "marketer", teamIds: [], offsetMs: 0 });
  await pauseSending({ ctx: marketer, input: { reason: "Wrong price in a mail" } });
  expect(await getSettings({ ctx: world.ctx })).toMatchObject({
    sendingPausedBy: world.memberId,
    sendingPausedReason: "Wrong price in a mail",
  });
  await ownerSql()`update person set next_look_at = null where workspace_id = ${world.workspaceId}`;
  await resumeSending({ ctx: marketer });
  expect(await getSettings({ ctx: world.ctx })).toMatchObject({ sendingPausedAt: null, sendingPausedReason: null });
  const [rung] =
    await ownerSql()`select count(*)::int as n from person where workspace_id = ${world.workspaceId} and next_look_at is not null`;
  expect(rung?.n).toBe(1);
  const viewer = memberContext({ ...world, memberId: "mem_v", role: "viewer", teamIds: [], offsetMs: 0 });
  await expect(pauseSending({ ctx: viewer, input: { reason: "x" } })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(updateSettings({ ctx: marketer, input: { name: "No" } })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(pauseSending({ ctx: marketer, input: { reason: "" } })).rejects.toMatchObject({
    fields: [{ path: "reason" }],
  });
});

test("with other hours or another zone everybody who waits is judged again; a week that never opens is none", async () => {
  const { ctx, workspaceId } = world;
  const rungBy = async (change: () => Promise<unknown>) => {
    await ownerSql()`update person set next_look_at = null where workspace_id = ${workspaceId}`;
    await change();
    const [row] =
      await ownerSql()`select count(*)::int as n from person where workspace_id = ${workspaceId} and next_look_at is not null`;
    return row?.n;
  };
  const rung = (input: Parameters<typeof updateSettings>[0]["input"]) => rungBy(() => updateSettings({ ctx, input }));
  const { timeZone } = await getSettings({ ctx });
  expect(await rung({ hours: null })).toBe(1);
  expect(await rung({ hours: null, timeZone, legalName: "Acme AG" })).toBe(0); // nothing is another
  expect(await rung({ timeZone: "Pacific/Auckland" })).toBe(1);
  const topic = (hours: HoursLayer | null) => rungBy(() => updateTopic({ ctx, input: { id: world.topicId, hours } }));
  expect([await topic(defaultQuietHours), await topic(defaultQuietHours), await topic(null)]).toEqual([1, 0, 1]);
  const never = { weekly: Array.from({ length: 7 }, () => []), dates: [] };
  await expect(updateSettings({ ctx, input: { hours: never } })).rejects.toMatchObject({
    fields: [{ path: "hours.weekly" }],
  });
});
