import { afterEach, expect, test, vi } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { moveClock, readClock, stopClock } from "@/server/services/clock/move";
import { resumeMoves } from "@/server/services/clock/replay";
import { systemContext } from "@/server/services/context";
import { enterSequences } from "@/server/services/enrollments/enter";
import { type HeedWorker, startEmbeddedWorker } from "@/server/worker/start-worker";

const db = testDatabase();
let worker: HeedWorker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

const soon = { timeout: 60_000, interval: 50 };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Two mails three days apart. */
async function enrollOne() {
  const { workspaceId, senderId, topicId } = await createWorkspace();
  const { contactId } = await createContact(workspaceId);
  const mail = (subject: string) => ({ senderId, topicId, subject });
  const { sequenceId } = await createSequence(
    workspaceId,
    drawGraph({
      start: { kind: "trigger", next: { next: "first" } },
      first: { kind: "email", config: mail("One"), next: { next: "pause" } },
      pause: {
        kind: "delay",
        config: { mode: "for", duration: { amount: 3, unit: "days" } },
        next: { next: "second" },
      },
      second: { kind: "email", config: { ...mail("Two"), body: "Something else" }, next: { next: "end" } },
      end: { kind: "exit" },
    }),
  );
  const [entered] = await ownerSql().begin((tx) =>
    enterSequences(tx, [{ workspaceId, sequenceId, contactId, by: "hand" }]),
  );
  if (!entered?.ok) throw new Error(`not entered: ${entered?.reason}`);
  return { workspaceId, enrollmentId: entered.enrollmentId, ctx: systemContext({ workspaceId, name: "test" }) };
}

const isMoving = async (ctx: ReturnType<typeof systemContext>) => (await readClock({ ctx })).move?.state;

test("a moved clock replays what falls due on the way, in order and at its time", async () => {
  worker = await startEmbeddedWorker({ databaseUrl: db.ownerUrl });
  const { ctx, enrollmentId } = await enrollOne();
  const begun = (await readClock({ ctx })).now;
  await moveClock({ ctx, input: { to: new Date(begun.getTime() + 4 * DAY) } });
  await vi.waitFor(async () => expect(await isMoving(ctx)).toBe("reached"), soon);

  const sql = ownerSql();
  const touches = await sql`select state, accepted_at from touch where enrollment_id = ${enrollmentId} order by due_at`;
  expect(touches.map(({ state }) => state)).toEqual(["accepted", "accepted"]);
  const hours = (touches[1]?.accepted_at - touches[0]?.accepted_at) / HOUR;
  expect(hours).toBeGreaterThanOrEqual(72);
  expect(hours).toBeLessThan(72.1);
  expect((await sql`select status, end_reason from enrollment where id = ${enrollmentId}`)[0]).toEqual({
    status: "finished",
    end_reason: "left-here",
  });
  const clock = await readClock({ ctx });
  expect(clock.now.getTime() - begun.getTime()).toBeGreaterThanOrEqual(4 * DAY);
  expect(clock.now.getTime() - begun.getTime()).toBeLessThan(4 * DAY + HOUR);
});

test("a move whose run was lost goes on: the sweep starts it again", async () => {
  const { ctx, workspaceId } = await enrollOne();
  const begun = (await readClock({ ctx })).now;
  const { id } = await moveClock({ ctx, input: { to: new Date(begun.getTime() + HOUR) } });
  const sql = ownerSql();
  expect(await resumeMoves(sql)).toBe(0); // it has only just begun
  await sql`delete from outbox where workspace_id = ${workspaceId} and name = 'clock/move-started'`;
  await sql`update clock_move set worked_at = now() - interval '2 minutes' where id = ${id}`;
  expect(await resumeMoves(sql)).toBe(1);
  worker = await startEmbeddedWorker({ databaseUrl: db.ownerUrl });
  await vi.waitFor(async () => expect(await isMoving(ctx)).toBe("reached"), soon);
});

test("a move that was under way when the worker was stopped goes on with the next", async () => {
  worker = await startEmbeddedWorker({ databaseUrl: db.ownerUrl });
  const { ctx } = await enrollOne();
  const begun = (await readClock({ ctx })).now;
  await moveClock({ ctx, input: { to: new Date(begun.getTime() + 4 * DAY) } });
  const reachedAt = async () => (await readClock({ ctx })).move?.reachedAt.getTime() ?? 0;
  await vi.waitFor(async () => expect(await reachedAt()).toBeGreaterThan(begun.getTime()), soon);
  await worker.stop();
  worker = await startEmbeddedWorker({ databaseUrl: db.ownerUrl });
  await vi.waitFor(async () => expect(await isMoving(ctx)).toBe("reached"), soon);
});

test("the clock never goes back, moves once at a time, and stops where it is told", async () => {
  const { ctx, workspaceId } = await enrollOne();
  const begun = (await readClock({ ctx })).now;
  await expect(moveClock({ ctx, input: { to: new Date(begun.getTime() - 1) } })).rejects.toThrow("never goes back");
  await moveClock({ ctx, input: { to: new Date(begun.getTime() + 400 * DAY) } });
  await expect(moveClock({ ctx, input: { to: new Date(begun.getTime() + 500 * DAY) } })).rejects.toThrow("already");
  await stopClock({ ctx });
  worker = await startEmbeddedWorker({ databaseUrl: db.ownerUrl });
  await vi.waitFor(async () => expect(await isMoving(ctx)).toBe("stopped"), soon);
  expect((await readClock({ ctx })).now.getTime() - begun.getTime()).toBeLessThan(DAY);

  await ownerSql()`update workspace_setting set sandbox = false where workspace_id = ${workspaceId}`;
  await expect(moveClock({ ctx, input: { to: new Date(begun.getTime() + DAY) } })).rejects.toThrow("sandbox");
});

test("what falls due after a move, before an engine's own wait would time out, is done at its time", async () => {
  worker = await startEmbeddedWorker({ databaseUrl: db.ownerUrl });
  const { ctx, enrollmentId } = await enrollOne();
  const sql = ownerSql();
  const here = async () => (await sql`select node_id, wake_at from enrollment where id = ${enrollmentId}`)[0];
  await vi.waitFor(async () => expect(await here()).toMatchObject({ node_id: "pause" }), soon);
  const due: Date = (await here())?.wake_at;
  await moveClock({ ctx, input: { to: new Date(due.getTime() - 1_500) } });
  await vi.waitFor(async () => expect(await isMoving(ctx)).toBe("reached"), soon);
  await vi.waitFor(async () => expect(await here()).toMatchObject({ node_id: "second" }), soon);
});
