import { afterEach, expect, test, vi } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { enterSequences } from "@/server/services/enrollments/enter";
import { oweWakes } from "@/server/services/enrollments/wake";
import { type HeedWorker, startEmbeddedWorker } from "@/server/worker/start-worker";
import { acceptTouches } from "@/server/worker/testing/accept-touches";

const db = testDatabase();
let worker: HeedWorker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

const soon = { timeout: 20_000, interval: 20 };

test("somebody enrolled by hand travels trigger → email → delay → exit", async () => {
  const { workspaceId, senderId, topicId } = await createWorkspace();
  const { contactId } = await createContact(workspaceId);
  const { sequenceId } = await createSequence(
    workspaceId,
    drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", config: { senderId, topicId }, next: { next: "pause" } },
      pause: { kind: "delay", config: { mode: "for", duration: { amount: 1, unit: "hours" } }, next: { next: "end" } },
      end: { kind: "exit" },
    }),
  );
  worker = await startEmbeddedWorker({ databaseUrl: db.ownerUrl });
  const sql = ownerSql();
  const [entered] = await sql.begin((tx) => enterSequences(tx, [{ workspaceId, sequenceId, contactId, by: "hand" }]));
  if (!entered?.ok) throw new Error(`not entered: ${entered?.reason}`);
  const here = async () => (await sql`select node_id, status from enrollment where id = ${entered.enrollmentId}`)[0];

  await vi.waitFor(async () => expect(await here()).toEqual({ node_id: "mail", status: "active" }), soon);
  const [touch] = await sql`select state, key, class, subject from touch`;
  expect(touch).toMatchObject({ key: `${entered.enrollmentId}/mail/1`, class: "marketing" });

  await acceptTouches(sql, workspaceId);
  await vi.waitFor(async () => expect(await here()).toEqual({ node_id: "pause", status: "active" }), soon);

  await sql.begin(async (tx) => {
    await tx`update workspace_setting set clock_offset_ms = 3600000 where workspace_id = ${workspaceId}`;
    await oweWakes(tx, [{ workspaceId, enrollmentId: entered.enrollmentId, cause: "clock" }]);
  });
  await vi.waitFor(async () => expect(await here()).toMatchObject({ status: "finished" }), soon);

  const visits = await sql`
    select ordinal, node_id, outlet, left_at is not null as left from visit where enrollment_id = ${entered.enrollmentId} order by ordinal`;
  expect(visits).toEqual([
    { ordinal: 1, node_id: "start", outlet: "next", left: true },
    { ordinal: 2, node_id: "mail", outlet: "next", left: true },
    { ordinal: 3, node_id: "pause", outlet: "next", left: true },
    { ordinal: 4, node_id: "end", outlet: null, left: true },
  ]);
  expect(await sql`select id from wake where eaten_at is null`).toEqual([]);
});
