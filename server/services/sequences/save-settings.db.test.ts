import { beforeEach, expect, test } from "vitest";
import { emptyGraph } from "@/core/edit";
import { defaultSequenceSettings } from "@/core/sequence-settings";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { createSequence } from "@/server/services/sequences/create";
import { getSequence, saveDraft } from "@/server/services/sequences/draft";
import { saveSettings } from "@/server/services/sequences/save-settings";

testDatabase();

let ctx: ServiceContext;
let world: Awaited<ReturnType<typeof createWorkspace>>;
beforeEach(async () => {
  world = await createWorkspace();
  ctx = systemContext({ workspaceId: world.workspaceId, name: "test" });
});

test("settings are saved beside the drawing, count as a revision, and nobody's are lost", async () => {
  const { id } = await createSequence({ ctx, input: {} });
  const base = defaultSequenceSettings;
  const first = await saveSettings({ ctx, input: { id, base, settings: { ...base, maxRounds: 3 } } });
  expect(first).toMatchObject({ ok: true, revision: 2 });
  const second = await saveSettings({
    ctx,
    input: { id, base, settings: { ...base, defaultSenderId: world.senderId } },
  });
  expect(second).toMatchObject({ ok: true, settings: { maxRounds: 3, defaultSenderId: world.senderId } });
  expect(await saveSettings({ ctx, input: { id, base, settings: { ...base, maxRounds: 7 } } })).toMatchObject({
    ok: false,
    clashes: ["maxRounds"],
    settings: { maxRounds: 3 },
  });
  // an editor that was open meanwhile is told, and its drawing takes no setting back
  const graph = (await getSequence({ ctx, input: { id } })).draft;
  expect(await saveDraft({ ctx, input: { id, revision: 1, graph } })).toMatchObject({ ok: false, revision: 3 });
  await saveDraft({ ctx, input: { id, revision: 3, graph: emptyGraph("start") } });
  expect((await getSequence({ ctx, input: { id } })).settings).toMatchObject({
    maxRounds: 3,
    defaultSenderId: world.senderId,
  });
});

test("what is gone is refused at its field", async () => {
  const { id } = await createSequence({ ctx, input: {} });
  const base = defaultSequenceSettings;
  await expect(
    saveSettings({ ctx, input: { id, base, settings: { ...base, defaultTopicId: "top_gone" } } }),
  ).rejects.toMatchObject({ code: "INVALID", fields: [{ path: "settings.defaultTopicId" }] });
});
