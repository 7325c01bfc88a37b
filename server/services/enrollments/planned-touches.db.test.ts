import { expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { happenTo } from "@/server/services/enrollments/happen";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { acceptTouches } from "@/server/worker/testing/accept-touches";

testDatabase();

test("mails ahead are on the plan up to the next question, move with what is held, and go with the enrollment", async () => {
  const days = (amount: number) => ({ mode: "for", duration: { amount, unit: "days" } });
  const live = await liveSequence(
    drawGraph({
      start: { kind: "trigger", next: { next: "one" } },
      one: { kind: "email", next: { next: "pause" } },
      pause: { kind: "delay", config: days(2), next: { next: "two" } },
      two: { kind: "email", next: { next: "ask" } },
      ask: { kind: "wait", next: { replied: "three", timeout: "three" } },
      three: { kind: "email" },
    }),
  );
  const { workspaceId } = live;
  const { enrollmentId } = await enterPerson(live);
  const sql = ownerSql();
  const touches = () =>
    sql`select node_id, state, due_at from touch where enrollment_id = ${enrollmentId} order by due_at, node_id`;
  const step = () => advanceEnrollments([{ workspaceId, id: enrollmentId, epoch: 1 }]);
  await step();
  const planned = await touches();
  expect(planned.map(({ node_id, state }) => [node_id, state])).toEqual([
    ["one", "waiting"],
    ["two", "planned"],
  ]);
  await step();
  expect(await touches()).toEqual(planned);

  await sql`update workspace_setting set clock_offset_ms = 3 * 3600000 where workspace_id = ${workspaceId}`; // held for three hours
  await acceptTouches(sql, workspaceId);
  await step();
  const moved = await touches();
  expect(moved[1]?.due_at - planned[1]?.due_at).toBeGreaterThanOrEqual(3 * 3_600_000 - 60_000);

  await sql`update workspace_setting set clock_offset_ms = 60 * 3600000 where workspace_id = ${workspaceId}`;
  await step();
  expect((await touches()).map(({ node_id, state }) => [node_id, state])).toEqual([
    ["one", "accepted"],
    ["two", "waiting"],
  ]);
  await happenTo(sql, workspaceId, [enrollmentId], { type: "stop", by: "mem_1", reason: "enough" });
  expect((await touches())[1]?.state).toBe("withdrawn");
});

test("a stop in the delay takes the planned mail with it", async () => {
  const live = await liveSequence(
    drawGraph({
      start: { kind: "trigger", next: { next: "pause" } },
      pause: { kind: "delay", next: { next: "one" } },
      one: { kind: "email" },
    }),
  );
  const { workspaceId } = live;
  const { enrollmentId } = await enterPerson(live);
  await advanceEnrollments([{ workspaceId, id: enrollmentId, epoch: 1 }]);
  expect(await ownerSql()`select state from touch`.then((rows) => rows.at(-1)?.state)).toBe("planned");
  await ownerSql().begin((tx) =>
    happenTo(tx, workspaceId, [enrollmentId], { type: "stop", by: "mem_1", reason: "enough" }),
  );
  expect(await ownerSql()`select state from touch where enrollment_id = ${enrollmentId}`).toEqual([
    { state: "withdrawn" },
  ]);
});
