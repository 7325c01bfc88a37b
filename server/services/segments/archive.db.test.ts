import { beforeEach, expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createSequence, createWorkspace } from "@/db/testing/factories";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { archiveSegment, createSegment, getSegment } from "@/server/services/segments/manage";

testDatabase();

let ctx: ServiceContext;
let workspaceId: string;
let id: string;
beforeEach(async () => {
  ({ workspaceId } = await createWorkspace());
  ctx = systemContext({ workspaceId, name: "test" });
  const condition = {
    type: "test" as const,
    subject: { on: "attribute" as const, key: "country", type: "text" as const },
    op: "is",
    value: "ES",
  };
  ({ id } = await createSegment({ ctx, input: { name: "Spain", condition } }));
});

const asking = () =>
  drawGraph({
    start: { kind: "trigger", next: { next: "branch" } },
    branch: {
      kind: "branch",
      config: {
        arms: [{ id: "yes", label: "", when: { type: "test", subject: { on: "segments" }, op: "has", value: [id] } }],
      },
      next: { yes: "end", else: "end" },
    },
    end: { kind: "exit" },
  });

const archive = () => archiveSegment({ ctx, input: { id } });

test("a segment a sequence asks about cannot be archived, live or paused, and it is named", async () => {
  const { sequenceId } = await createSequence(workspaceId, asking(), { name: "Onboarding" });
  await expect(archive()).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("“Onboarding”") });
  await ownerSql()`update sequence set state = 'paused' where id = ${sequenceId}`;
  await expect(archive()).rejects.toMatchObject({ code: "CONFLICT" });
  await ownerSql()`update sequence set state = 'archived' where id = ${sequenceId}`;
  await archive();
  expect((await getSegment({ ctx, input: { id } })).archivedAt).not.toBeNull();
});

test("nor one a broadcast to come goes to; one that is over keeps nobody from it", async () => {
  const audience = JSON.stringify({ by: "segment", segmentId: id });
  const broadcastId = newId("broadcast");
  await ownerSql()`
    insert into broadcast (id, workspace_id, name, state, audience)
    values (${broadcastId}, ${workspaceId}, 'Spring news', 'scheduled', ${audience}::text::jsonb)`;
  await expect(archive()).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("“Spring news”"),
  });
  await ownerSql()`update broadcast set state = 'finished', made_at = now() where id = ${broadcastId}`;
  await archive();
});
