import { expect, test } from "vitest";
import { DAY_MS } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { systemContext } from "@/server/services/context";
import { undoActs } from "@/server/services/enrollments/acts";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { jumpEnrollment, pauseEnrollments, skipWait, stopEnrollments } from "@/server/services/enrollments/stop";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { archiveSequence } from "@/server/services/sequences/manage";

testDatabase();

const graph = drawGraph({
  start: { kind: "trigger", next: { next: "pause" } },
  pause: { kind: "delay", config: { mode: "for", duration: { amount: 3, unit: "days" } }, next: { next: "later" } },
  later: { kind: "delay", config: { mode: "for", duration: { amount: 9, unit: "days" } }, next: { next: "mail" } },
  mail: { kind: "email", next: { next: "call" } },
  call: { kind: "task", config: { title: "Call" }, next: { next: "end" } },
  end: { kind: "exit" },
});

async function standing() {
  const of = await liveSequence(graph);
  const { enrollmentId: id } = await enterPerson(of);
  await advanceEnrollments([{ workspaceId: of.workspaceId, id, epoch: null }]);
  const ctx = systemContext({ workspaceId: of.workspaceId, name: "test" });
  const row = async () => {
    const [found] = await ownerSql()`select status, node_id, end_reason, state, epoch from enrollment where id = ${id}`;
    return found ?? {};
  };
  const visits = async () =>
    (
      await ownerSql()`select node_id, left_at is null as here from visit where enrollment_id = ${id} order by ordinal`
    ).map(({ node_id, here }) => `${node_id}${here ? " here" : ""}`);
  return { ctx, id, sequenceId: of.sequenceId, row, visits, at: (nodeId: string) => ({ nodeId, visit: 1 }) };
}

test("a skipped wait is waited for again, as if it had never been skipped", async () => {
  const { ctx, id, row, visits, at } = await standing();
  const before = await row();
  const { acts } = await skipWait({ ctx, input: { id, at: at("pause"), reason: "In a hurry" } });
  expect(await row()).toMatchObject({ node_id: "later" });
  expect(await undoActs({ ctx, input: { ids: [...acts] } })).toEqual({ undone: 1, kept: [] });
  expect(await row()).toMatchObject({ status: "active", node_id: "pause", state: before.state });
  expect(await visits()).toEqual(["start", "pause here"]);
  expect(await undoActs({ ctx, input: { ids: [...acts] } })).toEqual({ undone: 0, kept: ["moved-otherwise"] });
});

test("who was removed stands where they stood, and the time between is no part of the wait", async () => {
  const { ctx, id, row } = await standing();
  const { acts } = await stopEnrollments({ ctx, input: { ids: [id], reason: "Enough" } });
  expect(await row()).toMatchObject({ status: "finished", end_reason: "stopped" });
  const tomorrow = { ...ctx, now: () => new Date(ctx.now().getTime() + DAY_MS) };
  expect(await undoActs({ ctx: tomorrow, input: { ids: [...acts] } })).toEqual({ undone: 1, kept: [] });
  const { state, status } = await row();
  expect(status).toBe("active");
  expect(state.position).toMatchObject({ nodeId: "pause" });
  expect(state.position.pausedMs).toBeGreaterThan(DAY_MS - 60_000);
});

test("nobody is brought back into a sequence that was archived since", async () => {
  const { ctx, id, row, sequenceId } = await standing();
  const { acts } = await stopEnrollments({ ctx, input: { ids: [id], reason: "Enough" } });
  await archiveSequence({ ctx, input: { id: sequenceId } });
  expect(await undoActs({ ctx, input: { ids: [...acts] } })).toEqual({ undone: 0, kept: ["sequence-archived"] });
  expect(await row()).toMatchObject({ status: "finished", end_reason: "stopped" });
});

test("a move back takes the mail that waited with it; what somebody did stays", async () => {
  const { ctx, id, row } = await standing();
  const toMail = await jumpEnrollment({
    ctx,
    input: { id, at: { nodeId: "pause", visit: 1 }, to: "mail", reason: "Now" },
  });
  const waiting = async () =>
    (await ownerSql()`select state from touch where enrollment_id = ${id}`).map(({ state }) => state);
  expect(await waiting()).toContain("waiting");
  expect(await undoActs({ ctx, input: { ids: [...toMail.acts] } })).toEqual({ undone: 1, kept: [] });
  expect(await row()).toMatchObject({ node_id: "pause" });
  expect(await waiting()).not.toContain("waiting"); // planned again, days from now

  const toCall = await jumpEnrollment({
    ctx,
    input: { id, at: { nodeId: "pause", visit: 1 }, to: "call", reason: "Now" },
  });
  expect(await undoActs({ ctx, input: { ids: [...toCall.acts] } })).toEqual({
    undone: 0,
    kept: ["something-followed"],
  });
});

test("an act aimed at a place they had left changes nothing and leaves nothing to take back", async () => {
  const { ctx, id } = await standing();
  expect(await skipWait({ ctx, input: { id, at: { nodeId: "later", visit: 1 }, reason: "?" } })).toEqual({
    count: 1,
    acts: [],
  });
});

test("of two acts only the later is taken back first", async () => {
  const { ctx, id, row, at } = await standing();
  const first = await skipWait({ ctx, input: { id, at: at("pause"), reason: "One" } });
  const second = await jumpEnrollment({ ctx, input: { id, at: at("later"), to: "pause", reason: "Two" } });
  expect(await undoActs({ ctx, input: { ids: [...first.acts] } })).toEqual({ undone: 0, kept: ["moved-otherwise"] });
  expect((await undoActs({ ctx, input: { ids: [...second.acts] } })).undone).toBe(1);
  expect(await row()).toMatchObject({ node_id: "later" });
  expect((await undoActs({ ctx, input: { ids: [...first.acts] } })).undone).toBe(1);
  expect(await row()).toMatchObject({ node_id: "pause" });
});

test("who was removed while their mail waited has it waiting again", async () => {
  const of = await liveSequence(
    drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", next: { next: "end" } },
      end: { kind: "exit" },
    }),
  );
  const { enrollmentId: id } = await enterPerson(of);
  const wanted = [{ workspaceId: of.workspaceId, id, epoch: null }];
  await advanceEnrollments(wanted);
  const ctx = systemContext({ workspaceId: of.workspaceId, name: "test" });
  const touches = async () =>
    (await ownerSql()`select state from touch where enrollment_id = ${id} order by created_at`).map(
      ({ state }) => state,
    );
  expect(await touches()).toEqual(["waiting"]);
  const { acts } = await stopEnrollments({ ctx, input: { ids: [id], reason: "Enough" } });
  expect(await touches()).toEqual(["withdrawn"]);
  expect(await undoActs({ ctx, input: { ids: [...acts] } })).toEqual({ undone: 1, kept: [] });
  await advanceEnrollments(wanted);
  const [row] = await ownerSql()`select status, node_id from enrollment where id = ${id}`;
  expect(row).toEqual({ status: "active", node_id: "mail" });
  expect((await touches()).toSorted()).toEqual(["waiting", "withdrawn"]);
});

test("nobody is paused until a day that is over", async () => {
  const { ctx, id, row } = await standing();
  const before = await row();
  const until = new Date(ctx.now().getTime() - 1);
  await expect(async () =>
    pauseEnrollments({ ctx, input: { ids: [id], until, reason: "Holiday" } }),
  ).rejects.toMatchObject({ code: "INVALID" });
  expect(await row()).toEqual(before);
});
