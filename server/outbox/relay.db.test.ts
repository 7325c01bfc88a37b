import { expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { relayDue } from "@/server/outbox/relay-due";
import { relayLooks } from "@/server/outbox/relay-looks";
import { relayOutbox } from "@/server/outbox/relay-outbox";
import { relayWakes } from "@/server/outbox/relay-wakes";
import type { EventToSend } from "@/server/outbox/send-events";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { sweepEnrollments } from "@/server/services/enrollments/sweep-enrollments";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { oweWakes } from "@/server/services/enrollments/wake";

testDatabase();

/** An engine that notes what it was sent; away while `down`. */
function fakeEngine() {
  const sent: EventToSend[] = [];
  const engine = {
    sent,
    down: false,
    send: async (events: readonly EventToSend[]) => {
      if (engine.down) throw new Error("connection refused");
      sent.push(...events);
    },
  };
  return engine;
}

async function standing() {
  const live = await liveSequence(
    drawGraph({ start: { kind: "trigger", next: { next: "pause" } }, pause: { kind: "delay" } }),
  );
  const person = await enterPerson(live);
  const item = { workspaceId: live.workspaceId, id: person.enrollmentId, epoch: 1 };
  await advanceEnrollments([item]);
  await ownerSql()`update outbox set sent_at = now() where workspace_id = ${live.workspaceId}`;
  return { ...live, ...person, item };
}

test("an outbox row is sent once by several relays, with its id; while the engine is away it stays owed", async () => {
  const sql = ownerSql();
  const engine = fakeEngine();
  const { workspaceId } = await createWorkspace();
  const [id] = await writeOutbox(sql, [{ name: "import/started", data: { workspaceId, id: "imp_1" } }]);
  engine.down = true;
  await expect(relayOutbox(sql, engine.send)).rejects.toThrow("connection refused");
  expect(await sql`select sent_at, last_error from outbox where id = ${id ?? ""}`).toEqual([
    { sent_at: null, last_error: "connection refused" },
  ]);
  engine.down = false;
  await relayOutbox(sql, engine.send);
  expect(engine.sent).toEqual([]); // not before its time
  await sql`update outbox set next_attempt_at = now() - interval '1 second'`;
  await Promise.all([1, 2, 3].map(() => relayOutbox(sql, engine.send)));
  expect(engine.sent).toEqual([{ id, name: "import/started", data: { workspaceId, id: "imp_1" } }]);
});

test("a wake is knocked for until it is eaten, each time by an event of its own", async () => {
  const sql = ownerSql();
  const engine = fakeEngine();
  const { workspaceId, enrollmentId, item } = await standing();
  const wake = { workspaceId, enrollmentId, cause: "signal" as const, ref: "sig_1" };
  await oweWakes(sql, [wake]);
  await oweWakes(sql, [wake]); // owed once
  for (let knock = 1; knock <= 5; knock += 1) {
    await relayWakes(sql, engine.send);
    await relayWakes(sql, engine.send);
    expect(engine.sent).toHaveLength(knock);
    await sql`update wake set next_knock_at = now() - interval '1 second' where next_knock_at is not null`;
  }
  expect(new Set(engine.sent.map(({ id }) => id)).size).toBe(5);
  expect(engine.sent[0]).toMatchObject({ name: "enrollment/woken", data: { workspaceId, id: enrollmentId } });
  await relayWakes(sql, engine.send);
  await relayWakes(sql, engine.send);
  expect(engine.sent).toHaveLength(6); // then it is the sweep's
  await sweepEnrollments(sql);
  await relayWakes(sql, engine.send);
  expect(engine.sent).toHaveLength(7);
  await advanceEnrollments([item]);
  await sql`update wake set next_knock_at = now() - interval '1 second'`;
  await relayWakes(sql, engine.send);
  expect(engine.sent).toHaveLength(7);
  await oweWakes(sql, [wake]); // the same thing again is owed anew
  await relayWakes(sql, engine.send);
  expect(engine.sent).toHaveLength(8);
});

test("people whose alarm has rung are handed out once, up to fifty an event, and again when nobody looked", async () => {
  const sql = ownerSql();
  const engine = fakeEngine();
  const { workspaceId } = await createWorkspace();
  for (let n = 0; n < 60; n += 1) await createContact(workspaceId);
  await sql`update person set next_look_at = now() - interval '1 second' where workspace_id = ${workspaceId}`;
  await Promise.all([relayLooks(sql, engine.send), relayLooks(sql, engine.send)]);
  const handed = () => engine.sent.flatMap(({ data }) => data.personIds as string[]);
  expect(new Set(handed()).size).toBe(60);
  expect(handed()).toHaveLength(60);
  expect(Math.max(...engine.sent.map(({ data }) => (data.personIds as string[]).length))).toBeLessThanOrEqual(50);
  await relayLooks(sql, engine.send);
  expect(handed()).toHaveLength(60);
  await sql`update person set look_sent_at = now() - interval '31 seconds' where workspace_id = ${workspaceId}`;
  await relayLooks(sql, engine.send);
  expect(handed()).toHaveLength(120);
});

test("the sweep starts a lost run anew from its row, one epoch on; a young or paused one is left alone", async () => {
  const sql = ownerSql();
  const lost = await standing();
  const young = await standing();
  await sql`update enrollment set wake_at = now() - interval '181 seconds', last_step_at = now() - interval '5 minutes' where id = ${lost.enrollmentId}`;
  await sql`update enrollment set wake_at = now() - interval '170 seconds', last_step_at = now() - interval '5 minutes' where id = ${young.enrollmentId}`;
  expect(await sweepEnrollments(sql)).toMatchObject({ restarted: 1 });
  const started = await sql`select data from outbox where name = 'enrollment/started' and sent_at is null`;
  expect(started).toEqual([{ data: { workspaceId: lost.workspaceId, id: lost.enrollmentId, epoch: 2 } }]);
  expect(await sweepEnrollments(sql)).toMatchObject({ restarted: 0 });
  expect(await advanceEnrollments([lost.item])).toEqual([{ status: "fenced" }]);
});

test("a wake nobody ate for three minutes restarts the run", async () => {
  const sql = ownerSql();
  const { workspaceId, enrollmentId } = await standing();
  await oweWakes(sql, [{ workspaceId, enrollmentId, cause: "member" }]);
  expect(await sweepEnrollments(sql)).toMatchObject({ restarted: 0 });
  await sql`update wake set created_at = now() - interval '181 seconds' where enrollment_id = ${enrollmentId}`;
  await sql`update enrollment set last_step_at = now() - interval '181 seconds' where id = ${enrollmentId}`;
  expect(await sweepEnrollments(sql)).toMatchObject({ restarted: 1 });
});

test("what falls due under a moved clock is woken; elsewhere the engine keeps the time", async () => {
  const sql = ownerSql();
  const moved = await standing();
  const plain = await standing();
  await sql`update enrollment set wake_at = now() - interval '1 second' where id in (${moved.enrollmentId}, ${plain.enrollmentId})`;
  await sql`update workspace_setting set clock_offset_ms = 1 where workspace_id = ${moved.workspaceId}`;
  await relayDue(sql);
  await relayDue(sql);
  expect(await sql`select enrollment_id, cause from wake where eaten_at is null and cause = 'due'`).toEqual([
    { enrollment_id: moved.enrollmentId, cause: "due" },
  ]);
});
