import { afterEach, expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { useClock } from "@/server/clock";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { advanceGathered } from "@/server/services/enrollments/advance-gathered";
import { stepEnrollment } from "@/server/services/enrollments/step-enrollment";
import { enterPeople, enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { oweWakes } from "@/server/services/enrollments/wake";
import { acceptTouches } from "@/server/worker/testing/accept-touches";

testDatabase();
let restore: (() => void) | undefined;
afterEach(() => {
  restore?.();
  restore = undefined;
});

const DAY = 86_400_000;
const mailThenDay = drawGraph({
  start: { kind: "trigger", next: { next: "mail" } },
  mail: { kind: "email", next: { next: "pause" } },
  pause: { kind: "delay", config: { mode: "for", duration: { amount: 1, unit: "days" } }, next: { next: "end" } },
  end: { kind: "exit" },
});

async function rowOf(id: string) {
  const [row] =
    await ownerSql()`select node_id, status, epoch, steps_in_epoch, end_reason from enrollment where id = ${id}`;
  return row;
}

test("a step that is tried again gets the same answer and makes nothing twice", async () => {
  const live = await liveSequence(mailThenDay);
  const { enrollmentId } = await enterPerson(live);
  const item = { workspaceId: live.workspaceId, id: enrollmentId, epoch: 1 };
  const first = await advanceEnrollments([item]);
  expect(first).toEqual([{ status: "waiting", until: null, step: "S2" }]);
  expect(await advanceEnrollments([item])).toEqual(first);
  const [counts] = await ownerSql()`
    select (select count(*)::int from touch) as touches, (select count(*)::int from visit where enrollment_id = ${enrollmentId}) as visits`;
  expect(counts).toEqual({ touches: 1, visits: 2 });
  expect(await rowOf(enrollmentId)).toMatchObject({ node_id: "mail", status: "active", steps_in_epoch: 2 });
});

test("a wake is eaten by the step that sees what it was owed for, and not by an older run", async () => {
  const live = await liveSequence(mailThenDay);
  const { enrollmentId } = await enterPerson(live);
  const item = { workspaceId: live.workspaceId, id: enrollmentId };
  await advanceEnrollments([{ ...item, epoch: 1 }]);
  await acceptTouches(ownerSql(), live.workspaceId);
  await ownerSql()`update enrollment set epoch = 2 where id = ${enrollmentId}`;
  expect(await advanceEnrollments([{ ...item, epoch: 1 }])).toEqual([{ status: "fenced" }]);
  expect(await ownerSql()`select 1 from wake where eaten_at is null and enrollment_id = ${enrollmentId}`).toHaveLength(
    1,
  );
  expect(await advanceEnrollments([{ ...item, epoch: 2 }])).toMatchObject([{ status: "waiting", step: "S3" }]);
  expect(await ownerSql()`select 1 from wake where eaten_at is null and enrollment_id = ${enrollmentId}`).toEqual([]);
});

test("the next step's clock starts when the mail left; time alone ends the delay", async () => {
  const live = await liveSequence(mailThenDay);
  const { enrollmentId } = await enterPerson(live);
  const item = { workspaceId: live.workspaceId, id: enrollmentId, epoch: 1 };
  await advanceEnrollments([item]);
  await acceptTouches(ownerSql(), live.workspaceId);
  const [touch] = await ownerSql()`select accepted_at from touch where enrollment_id = ${enrollmentId}`;
  const due = touch?.accepted_at.getTime() + DAY;
  expect(await advanceEnrollments([item])).toEqual([{ status: "waiting", until: due, step: "S3" }]);
  restore = useClock(() => new Date(due - 1));
  expect(await advanceEnrollments([item])).toEqual([{ status: "waiting", until: due, step: "S3" }]);
  restore();
  restore = useClock(() => new Date(due));
  expect(await advanceEnrollments([item])).toEqual([{ status: "finished" }]);
  expect(await rowOf(enrollmentId)).toMatchObject({ status: "finished", end_reason: "left-here" });
  expect(await advanceEnrollments([item])).toEqual([{ status: "finished" }]);
});

test("after 400 steps a successor takes over, in the transaction of its event", async () => {
  const live = await liveSequence(mailThenDay);
  const { enrollmentId } = await enterPerson(live);
  await ownerSql()`update enrollment set steps_in_epoch = 399 where id = ${enrollmentId}`;
  const item = { workspaceId: live.workspaceId, id: enrollmentId, epoch: 1 };
  expect(await advanceEnrollments([item])).toEqual([{ status: "successor" }]);
  expect(await rowOf(enrollmentId)).toMatchObject({ epoch: 2, steps_in_epoch: 0, status: "active" });
  const started =
    await ownerSql()`select data->'epoch' as epoch from outbox where data->>'id' = ${enrollmentId} order by id`;
  expect(started).toEqual([{ epoch: 1 }, { epoch: 2 }]);
  expect(await advanceEnrollments([item])).toEqual([{ status: "fenced" }]);
});

test("one that cannot be advanced fails alone and is ended, visibly, on the last try", async () => {
  const live = await liveSequence(mailThenDay);
  const people = await enterPeople(live, 5);
  const bad = people[2]?.enrollmentId ?? "";
  await ownerSql()`update enrollment set state = '{"status":"active"}' where id = ${bad}`; // not what we ever write
  const advances = await Promise.allSettled(
    people.map(({ enrollmentId }) => advanceGathered({ workspaceId: live.workspaceId, id: enrollmentId, epoch: 1 })),
  );
  expect(advances.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);

  await oweWakes(ownerSql(), [{ workspaceId: live.workspaceId, enrollmentId: bad, cause: "member" }]);
  const of = { workspaceId: live.workspaceId, id: bad, epoch: 1 };
  await expect(stepEnrollment(of, false)).rejects.toThrow("cannot be advanced");
  expect(await ownerSql()`select 1 from wake where eaten_at is null and enrollment_id = ${bad}`).toHaveLength(1);
  expect(await stepEnrollment(of, true)).toEqual({ status: "finished" });
  expect(await rowOf(bad)).toMatchObject({ status: "finished", end_reason: "broken" });
});

test("an enrollment of another workspace is not there", async () => {
  const live = await liveSequence(mailThenDay);
  const other = await liveSequence(mailThenDay);
  const { enrollmentId } = await enterPerson(live);
  expect(await advanceEnrollments([{ workspaceId: other.workspaceId, id: enrollmentId, epoch: 1 }])).toEqual([
    { status: "fenced" },
  ]);
});
