import { beforeEach, expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { enterByFacts } from "@/server/services/enrollments/enter-by-facts";
import { judgeTimed } from "@/server/services/enrollments/judge-timed";
import { createSegment } from "@/server/services/segments/manage";
import { createSequence } from "@/server/services/sequences/create";
import { saveDraft } from "@/server/services/sequences/draft";
import { archiveSequence, pauseSequence, restoreSequence, resumeSequence } from "@/server/services/sequences/manage";
import { publishSequence } from "@/server/services/sequences/publish";

testDatabase();

let ctx: ServiceContext;
let workspaceId: string;
beforeEach(async () => {
  ({ workspaceId } = await createWorkspace());
  ctx = systemContext({ workspaceId, name: "test" });
});

const entering = (entrance: object) =>
  drawGraph({
    start: { kind: "trigger", config: { entrance }, next: { next: "pause" } },
    pause: { kind: "delay", next: { next: "end" } },
    end: { kind: "exit" },
  });
const onTag = (tag: string) => entering({ by: "tag", tag });

async function publish(graph = onTag("vip")) {
  const { id } = await createSequence({ ctx, input: { name: "VIP", graph } });
  expect(await publishSequence({ ctx, input: { id, revision: 1 } })).toMatchObject({ ok: true });
  return id;
}

async function person(...tags: string[]) {
  const { contactId } = await createContact(workspaceId);
  for (const tag of tags) await addTag(contactId, tag);
  return contactId;
}

const addTag = (contactId: string, tag = "vip") =>
  ownerSql()`insert into contact_tag (id, workspace_id, contact_id, tag) values (${newId("tag")}, ${workspaceId}, ${contactId}, ${tag})`;
const takeTag = (contactId: string) => ownerSql()`delete from contact_tag where contact_id = ${contactId}`;
const inside = async () =>
  (await ownerSql()`select contact_id from enrollment where workspace_id = ${workspaceId} order by id`).map(
    (row) => row.contact_id,
  );

test("published, then somebody is tagged: they enter, at the very first look", async () => {
  await publish();
  const contactId = await person("vip");
  expect(await enterByFacts(workspaceId, [contactId])).toBe(1);
  expect(await inside()).toEqual([contactId]);
});

test("who was tagged before it was published does not enter, whoever looks first", async () => {
  const before = await person("vip");
  await publish();
  expect(await judgeTimed(workspaceId)).toBe(0);
  expect(await enterByFacts(workspaceId, null)).toBe(0);
  expect(await enterByFacts(workspaceId, [before])).toBe(0);
  const after = await person("vip");
  expect(await enterByFacts(workspaceId, null)).toBe(1);
  expect(await inside()).toEqual([after]);
});

test("the same by segment", async () => {
  const condition = {
    type: "test" as const,
    subject: { on: "attribute" as const, key: "country", type: "text" as const },
    op: "is",
    value: "ES",
  };
  const { id: segmentId } = await createSegment({ ctx, input: { name: "Spain", condition } });
  await createContact(workspaceId, { country: "ES" });
  await publish(entering({ by: "segment", segmentId }));
  expect(await enterByFacts(workspaceId, null)).toBe(0);
  const { contactId } = await createContact(workspaceId, { country: "ES" });
  expect(await enterByFacts(workspaceId, [contactId])).toBe(1);
});

test("paused and resumed: nobody enters for what happened before or meanwhile, and everybody for what happens after", async () => {
  await person("vip");
  const id = await publish();
  const left = await person("vip");
  expect(await enterByFacts(workspaceId, [left])).toBe(1);
  await ownerSql()`update enrollment set status = 'finished', ended_at = now(), entry_key = 'x' where contact_id = ${left}`;
  await pauseSequence({ ctx, input: { id, clock: "stands", reason: "Holidays" } });
  await takeTag(left);
  const meanwhile = await person("vip");
  expect(await enterByFacts(workspaceId, [meanwhile, left])).toBe(0);
  expect(await judgeTimed(workspaceId)).toBe(0);
  await resumeSequence({ ctx, input: { id } });
  expect(await enterByFacts(workspaceId, null)).toBe(0);
  const after = await person("vip");
  expect(await enterByFacts(workspaceId, [after])).toBe(1);
  expect(await inside()).toEqual([left, after]);
});

test("archived, restored and resumed, it begins anew", async () => {
  const id = await publish();
  await archiveSequence({ ctx, input: { id } });
  const meanwhile = await person("vip");
  await restoreSequence({ ctx, input: { id } });
  await resumeSequence({ ctx, input: { id } });
  expect(await enterByFacts(workspaceId, [meanwhile])).toBe(0);
  expect(await enterByFacts(workspaceId, [await person("vip")])).toBe(1);
});

test("published again with the same entry it keeps its marks, with another it begins anew", async () => {
  const id = await publish();
  const waiting = await person("vip"); // tagged, and not yet judged
  const again = async (graph: ReturnType<typeof onTag>) => {
    const [row] = await ownerSql()`select draft_revision as revision from sequence where id = ${id}`;
    const saved = await saveDraft({ ctx, input: { id, revision: row?.revision, graph } });
    if (!saved.ok) throw new Error(saved.reason);
    expect(await publishSequence({ ctx, input: { id, revision: saved.revision } })).toMatchObject({ ok: true });
  };
  await again(onTag("vip"));
  expect(await enterByFacts(workspaceId, null)).toBe(1);
  const gold = await person("gold");
  await again(onTag("gold"));
  expect(await enterByFacts(workspaceId, null)).toBe(0);
  await again(onTag("vip"));
  expect(await enterByFacts(workspaceId, null)).toBe(0);
  expect([await inside(), gold]).toEqual([[waiting], expect.any(String)]);
});

test("two judges at once, also of a trigger nobody has begun to watch: nobody enters twice, nobody for what was", async () => {
  const before = await person("vip");
  await publish();
  await ownerSql()`delete from trigger_watch where workspace_id = ${workspaceId}`;
  await ownerSql()`delete from trigger_mark where workspace_id = ${workspaceId}`;
  const looks = () =>
    Promise.all([enterByFacts(workspaceId, null), judgeTimed(workspaceId), enterByFacts(workspaceId, [before])]);
  expect(await looks()).toEqual([0, 0, 0]);
  await person("vip");
  const entered = await looks();
  expect(entered.reduce((sum, one) => sum + one, 0)).toBe(1);
});

test("judges and a pause at once do not wait for each other for ever", async () => {
  const id = await publish();
  const people = await Promise.all([1, 2, 3].map(() => person("vip")));
  for (let round = 0; round < 3; round += 1) {
    await Promise.all([
      enterByFacts(workspaceId, people),
      pauseSequence({ ctx, input: { id, clock: "runs", reason: "Look" } }).then(() =>
        resumeSequence({ ctx, input: { id } }),
      ),
      enterByFacts(workspaceId, null),
    ]);
  }
  expect((await inside()).length).toBeLessThanOrEqual(3);
});
