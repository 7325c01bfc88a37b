import { beforeEach, expect, test } from "vitest";
import type { Condition } from "@/core/audience";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { enterByFacts } from "@/server/services/enrollments/enter-by-facts";
import { createSegment, updateSegment } from "@/server/services/segments/manage";
import { segmentNewcomers } from "@/server/services/segments/newcomers";
import { createSequence } from "@/server/services/sequences/create";
import { pauseSequence } from "@/server/services/sequences/manage";
import { publishSequence } from "@/server/services/sequences/publish";

testDatabase();

const inCountry = (country: string): Condition => ({
  type: "test",
  subject: { on: "attribute", key: "country", type: "text" },
  op: "is",
  value: country,
});
const either: Condition = { type: "any", of: [inCountry("ES"), inCountry("IT")] };

let ctx: ServiceContext;
let workspaceId: string;
let segmentId: string;
let sequenceId: string;
beforeEach(async () => {
  ({ workspaceId } = await createWorkspace());
  ctx = systemContext({ workspaceId, name: "test" });
  ({ id: segmentId } = await createSegment({ ctx, input: { name: "South", condition: inCountry("ES") } }));
  const graph = drawGraph({
    start: { kind: "trigger", config: { entrance: { by: "segment", segmentId } }, next: { next: "pause" } },
    pause: { kind: "delay", next: { next: "end" } },
    end: { kind: "exit" },
  });
  ({ id: sequenceId } = await createSequence({ ctx, input: { name: "South", graph } }));
  expect(await publishSequence({ ctx, input: { id: sequenceId, revision: 1 } })).toMatchObject({ ok: true });
});

const person = async (country: string) => (await createContact(workspaceId, { country })).contactId;
const moveTo = (contactId: string, country: string) =>
  ownerSql()`update contact set country = ${country} where id = ${contactId}`;
const inside = async () =>
  (await ownerSql()`select contact_id from enrollment where workspace_id = ${workspaceId} order by id`).map(
    (row) => row.contact_id,
  );

test("whom an edit brings in stays out, and is counted; who comes to fit by their own change enters", async () => {
  const rome = await person("IT");
  const pisa = await person("IT");
  const kiel = await person("DE");
  const asked = await segmentNewcomers({ ctx, input: { id: segmentId, condition: either } });
  expect(asked).toEqual({ people: 2, sequences: ["South"] });
  expect(await updateSegment({ ctx, input: { id: segmentId, condition: either } })).toEqual({ people: 2 });
  expect(await enterByFacts(workspaceId, [rome])).toBe(0);
  expect(await enterByFacts(workspaceId, null)).toBe(0);

  await moveTo(kiel, "IT");
  await moveTo(pisa, "DE");
  await enterByFacts(workspaceId, null);
  await moveTo(pisa, "ES");
  await enterByFacts(workspaceId, null);
  expect(await inside()).toEqual([kiel, pisa]);
});

test("let in, they enter as soon as the edit is stored", async () => {
  const rome = await person("IT");
  await updateSegment({ ctx, input: { id: segmentId, condition: either, newcomers: "let-in" } });
  const [event] =
    await ownerSql()`select data from outbox where name = 'contact/changed' and workspace_id = ${workspaceId}`;
  expect(event?.data).toEqual({ workspaceId, contactIds: null });
  expect(await enterByFacts(workspaceId, null)).toBe(1);
  expect(await inside()).toEqual([rome]);
});

test("who fitted before the edit and had not been judged yet still enters", async () => {
  const kiel = await person("DE");
  const rome = await person("IT");
  await moveTo(kiel, "ES");
  await updateSegment({ ctx, input: { id: segmentId, condition: either } });
  await enterByFacts(workspaceId, null);
  expect(await inside()).toEqual([kiel]);
  expect(await inside()).not.toContain(rome);
});

test("nobody is counted where no live sequence asks, and the edit is in the audit log", async () => {
  await person("IT");
  await pauseSequence({ ctx, input: { id: sequenceId, clock: "runs" } });
  expect(await segmentNewcomers({ ctx, input: { id: segmentId, condition: either } })).toEqual({
    people: 0,
    sequences: [],
  });
  expect(await updateSegment({ ctx, input: { id: segmentId, condition: either } })).toEqual({ people: 0 });
  const [row] =
    await ownerSql()`select data from audit where action = 'segment.changed' and workspace_id = ${workspaceId}`;
  expect(row?.data).toEqual({ people: 0, newcomers: "stay-out" });
});
