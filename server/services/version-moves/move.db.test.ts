import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/core/instant";
import { choiceKey } from "@/core/migrate-choice";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { realNow, useClock as setClock } from "@/server/clock";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { pauseEnrollments } from "@/server/services/enrollments/stop";
import { getSequence, saveDraft } from "@/server/services/sequences/draft";
import { pauseSequence, resumeSequence } from "@/server/services/sequences/manage";
import { publishSequence } from "@/server/services/sequences/publish";
import { decidePeople } from "@/server/services/touches/decide";
import { listMoves } from "@/server/services/version-moves/list";
import { runMoveBatch } from "@/server/services/version-moves/run";
import { openSequence, standing, whereabouts } from "@/server/services/version-moves/testing/standing";
import { undoMove } from "@/server/services/version-moves/undo";

testDatabase();

type Opened = Awaited<ReturnType<typeof openSequence>>;
type Draw = Parameters<typeof openSequence>[0];
type People = Parameters<typeof publishSequence>[0]["input"]["people"];

const days = (amount: number) => ({ mode: "for", duration: { amount, unit: "days" } });
/** trigger → pause → mail → later → end */
const first: Draw = (mail) => ({
  start: { kind: "trigger", next: { next: "pause" } },
  pause: { kind: "delay", config: days(2), next: { next: "mail" } },
  mail: { kind: "email", config: mail("One"), next: { next: "later" } },
  later: { kind: "delay", config: days(5), next: { next: "end" } },
  end: { kind: "exit" },
});
/** The same without the pause. */
const withoutPause: Draw = (mail) => {
  const { pause: _, ...rest } = first(mail);
  return { ...rest, start: { kind: "trigger", next: { next: "mail" } } };
};
/** trigger → mail → later → end */
const mailFirst =
  (subject: string): Draw =>
  (mail) => ({ ...withoutPause(mail), mail: { kind: "email", config: mail(subject), next: { next: "later" } } });

async function publishNext(of: Opened, draw: Draw, people?: People) {
  const [row] = await ownerSql()<{ draft_revision: number }[]>`select draft_revision from sequence where id = ${of.id}`;
  const revision = row?.draft_revision ?? 1;
  await saveDraft({ ctx: of.ctx, input: { id: of.id, revision, graph: of.toGraph(draw) } });
  return publishSequence({ ctx: of.ctx, input: { id: of.id, revision: revision + 1, ...(people ? { people } : {}) } });
}

async function runAll(of: Opened, moveId: string | null): Promise<number> {
  for (let batches = 1; batches < 50; batches += 1) {
    const end = await runMoveBatch(of.workspaceId, moveId ?? "");
    if (end !== "again") return batches;
  }
  throw new Error("the move does not end");
}

async function moveTo(of: Opened, draw: Draw, people: People): Promise<string> {
  const published = await publishNext(of, draw, people);
  if (!published.ok || published.moveId === null) throw new Error(JSON.stringify(published));
  await runAll(of, published.moveId);
  return published.moveId;
}

const touches = (of: Opened) =>
  ownerSql()<{ state: string; key: string; subject: string | null; version: string; due: number }[]>`
    select state, key, request->>'versionId' as version, extract(epoch from due_at)::float8 * 1000 as due
    from touch where workspace_id = ${of.workspaceId} order by created_at, id`;

/** Does something so much later. */
async function later<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const at = realNow().getTime() + ms;
  const undo = setClock(() => new Date(at));
  return work().finally(undo);
}

test("a step with 1,000 people on it goes: refused without a choice; with one all are where the plan said; undo brings all back", {
  timeout: 120_000,
}, async () => {
  const of = await openSequence(first);
  await standing(of, 1_000);
  expect(await whereabouts(of.id)).toEqual({ "v1 pause": 1_000 });
  const before = await ownerSql()`select id, state, wake_at, version_id from enrollment order by id`;
  const visitsBefore =
    await ownerSql()`select enrollment_id, ordinal, node_id, left_at, outlet, record from visit order by 1, 2`;

  const refused = await publishNext(of, withoutPause);
  expect(refused).toMatchObject({
    ok: false,
    reason: "choose",
    steps: [{ nodeId: "pause", people: 1_000, version: 1, problem: "Say what happens to the people on this step" }],
  });
  expect(await publishNext(of, withoutPause, { how: "move", choices: {} })).toMatchObject({
    ok: false,
    reason: "choose",
  });
  const nowhere = { [choiceKey(of.versionId, "pause")]: { to: "node" as const, nodeId: "pause" } };
  expect(await publishNext(of, withoutPause, { how: "move", choices: nowhere })).toMatchObject({ reason: "choose" });
  expect(await whereabouts(of.id)).toEqual({ "v1 pause": 1_000 });

  const choices = { [choiceKey(of.versionId, "pause")]: { to: "node" as const, nodeId: "later" } };
  const published = await publishNext(of, withoutPause, { how: "move", choices });
  if (!published.ok) throw new Error(JSON.stringify(published));
  expect(await publishNext(of, first)).toEqual({ ok: false, reason: "moving" });
  expect(await runAll(of, published.moveId)).toBe(3); // 500, 500, the end
  expect(await whereabouts(of.id)).toEqual({ "v2 later": 1_000 });
  expect(await ownerSql()`select state, count(*)::int as n from touch group by 1`).toEqual([
    { state: "withdrawn", n: 1_000 },
  ]);
  expect(await ownerSql()`select 1 from touch where state in ('claimed','handed_over','accepted')`).toEqual([]);
  const [list] = await listMoves({ ctx: of.ctx, input: { id: of.id } });
  expect(list).toMatchObject({ state: "moved", total: 1_000, moved: 1_000, leaving: 0, stayed: 0 });
  // told again, nothing happens
  expect(await runMoveBatch(of.workspaceId, published.moveId ?? "")).toBe("over");

  await undoMove({ ctx: of.ctx, input: { id: published.moveId ?? "" } });
  await runAll(of, published.moveId);
  expect(await whereabouts(of.id)).toEqual({ "v1 pause": 1_000 });
  expect(await ownerSql()`select id, state, wake_at, version_id from enrollment order by id`).toEqual(before);
  expect(
    await ownerSql()`select enrollment_id, ordinal, node_id, left_at, outlet, record from visit order by 1, 2`,
  ).toEqual(visitsBefore);
  const [live] = await ownerSql()`select live_version_id from sequence where id = ${of.id}`;
  expect(live?.live_version_id).toBe(of.versionId);
  expect(await getSequence({ ctx: of.ctx, input: { id: of.id } })).toMatchObject({
    liveVersion: { number: 1 },
    nextVersion: 3,
  });
  // what lies ahead of them is planned again
  expect(await ownerSql()`select state, count(*)::int as n from touch where state <> 'withdrawn' group by 1`).toEqual([
    { state: "planned", n: 1_000 },
  ]);
  await expect(undoMove({ ctx: of.ctx, input: { id: published.moveId ?? "" } })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("mails that come due by the move leave one by one at the sender's pace, none at once", async () => {
  const of = await openSequence(first);
  await ownerSql()`update sender set daily_limit = 24 where id = ${of.senderId}`;
  await standing(of, 5);
  const at = realNow().getTime();
  const moveId = await moveTo(of, withoutPause, {
    how: "move",
    choices: { [choiceKey(of.versionId, "pause")]: { to: "node", nodeId: "mail" } },
  });
  const due = (await touches(of)).filter(({ state }) => state === "waiting").map((touch) => touch.due);
  expect(due).toHaveLength(5);
  const hours = due.map((one) => Math.round((one - at) / HOUR_MS)).sort((a, b) => a - b);
  expect(hours).toEqual([1, 2, 3, 4, 5]);
  const people = await ownerSql()<
    { person_id: string }[]
  >`select person_id from enrollment where sequence_id = ${of.id}`;
  const decided = await decidePeople(
    of.workspaceId,
    people.map(({ person_id }) => person_id),
  );
  expect(decided.claimed).toEqual([]);
  // the same answer whoever looks again
  await advanceEnrollments(
    (await ownerSql()<{ id: string }[]>`select id from enrollment where sequence_id = ${of.id}`).map(({ id }) => ({
      workspaceId: of.workspaceId,
      id,
      epoch: null,
    })),
  );
  expect((await touches(of)).filter(({ state }) => state === "waiting").map((touch) => touch.due)).toEqual(due);
  await undoMove({ ctx: of.ctx, input: { id: moveId } });
  await runAll(of, moveId);
  expect(await whereabouts(of.id)).toEqual({ "v1 pause": 5 });
});

test("a shortened delay lets those past it go on, a lengthened one keeps them waiting", async () => {
  const of = await openSequence(first);
  const [id = ""] = await standing(of, 1);
  const wakeAt = async () =>
    (
      await ownerSql()<
        { at: number | null }[]
      >`select extract(epoch from wake_at)::float8 * 1000 as at from enrollment where sequence_id = ${of.id}`
    )[0]?.at ?? null;
  const was = (await wakeAt()) ?? 0;
  const longer: Draw = (mail) => ({
    ...first(mail),
    pause: { kind: "delay", config: days(9), next: { next: "mail" } },
  });
  await moveTo(of, longer, { how: "move", choices: {} });
  expect(((await wakeAt()) ?? 0) - was).toBe(7 * DAY_MS);
  await later(3 * DAY_MS, async () => {
    await moveTo(of, first, { how: "move", choices: {} });
    expect(await whereabouts(of.id)).toEqual({ "v3 mail": 1 });
    const [touch] = (await touches(of)).filter(({ state }) => state === "waiting");
    expect(touch?.key).toBe(`${id}/mail/1`);
    expect(touch?.due ?? 0).toBeGreaterThan(realNow().getTime());
  });
});

test("a mail that waits is made anew under its key, with the new words; one that is leaving leaves first", async () => {
  const of = await openSequence(mailFirst("Old words"));
  const [one = "", two = "", three = ""] = await standing(of, 3);
  await ownerSql()`
    update touch set state = 'handed_over', claimed_at = now(), counted_at = now(), handed_over_at = now(), content_hash = 'x'
    where enrollment_id = ${two}`;
  const published = await publishNext(of, mailFirst("New words"), { how: "move", choices: {} });
  if (!published.ok || published.moveId === null) throw new Error(JSON.stringify(published));
  const { moveId } = published;
  expect(await runMoveBatch(of.workspaceId, moveId)).toBe("again");
  expect(await runMoveBatch(of.workspaceId, moveId)).toBe("leaving");
  expect(await whereabouts(of.id)).toEqual({ "v1 mail": 1, "v2 mail": 2 });
  const rows = await touches(of);
  for (const enrollmentId of [one, three]) {
    const mine = rows.filter(({ key }) => key === `${enrollmentId}/mail/1`);
    expect(mine.map(({ state, version }) => [state, version])).toEqual([
      ["withdrawn", of.versionId],
      ["waiting", published.versionId],
    ]);
    expect(mine[0]?.due).toBe(mine[1]?.due);
  }
  // the mail is accepted, the person goes on by the old version and then to the new one
  await ownerSql()`update touch set state = 'accepted', accepted_at = now() where enrollment_id = ${two} and state = 'handed_over'`;
  await advanceEnrollments([{ workspaceId: of.workspaceId, id: two, epoch: null }]);
  expect(await runMoveBatch(of.workspaceId, moveId)).toBe("over");
  expect(await whereabouts(of.id)).toEqual({ "v2 later": 1, "v2 mail": 2 });
  expect((await touches(of)).filter(({ key }) => key === `${two}/mail/1`).map(({ state }) => state)).toEqual([
    "accepted",
  ]);
  // undone: whose mail left meanwhile is where it was when it was moved, the others too
  await ownerSql()`
    update touch set state = 'claimed', claimed_at = now(), counted_at = now(), content_hash = 'x'
    where enrollment_id = ${three} and state = 'waiting'`;
  await undoMove({ ctx: of.ctx, input: { id: moveId, live: "stays" } });
  await runAll(of, moveId);
  expect(await whereabouts(of.id)).toEqual({ "v1 later": 1, "v1 mail": 1, "v2 mail": 1 });
  expect((await listMoves({ ctx: of.ctx, input: { id: of.id } }))[0]).toMatchObject({ undone: 2, kept: 1 });
  const [live] = await ownerSql()`select live_version_id from sequence where id = ${of.id}`;
  expect(live?.live_version_id).toBe(published.versionId);
});

test("who came to a step without a choice meanwhile finishes on the old version; who left is left alone", async () => {
  const of = await openSequence(first);
  const [stays = "", goes = ""] = await standing(of, 2);
  const gone: Draw = (mail) => ({
    start: { kind: "trigger", next: { next: "pause" } },
    pause: { kind: "delay", config: days(2), next: { next: "end" } },
    end: { kind: "exit", config: { reason: mail("x") === undefined ? "" : "" } },
  });
  const published = await publishNext(of, gone, { how: "move", choices: {} });
  if (!published.ok) throw new Error(JSON.stringify(published));
  // between the plan and the move somebody comes to the mail, which is gone in the new version
  await later(3 * DAY_MS, async () => {
    await advanceEnrollments([{ workspaceId: of.workspaceId, id: stays, epoch: null }]);
    expect(await whereabouts(of.id)).toEqual({ "v1 mail": 1, "v1 pause": 1 });
    await runAll(of, published.moveId);
  });
  expect(await whereabouts(of.id)).toEqual({ "v1 mail": 1, "v2 left": 1 });
  expect((await listMoves({ ctx: of.ctx, input: { id: of.id } }))[0]).toMatchObject({ stayed: 1, moved: 1 });
  expect(goes).not.toBe("");
});

test("everybody may finish on the old version, or leave; both are told apart", async () => {
  const of = await openSequence(first);
  await standing(of, 3);
  expect(await publishNext(of, withoutPause, { how: "stay" })).toMatchObject({ ok: true, number: 2, moveId: null });
  expect(await whereabouts(of.id)).toEqual({ "v1 pause": 3 });
  const choices = { [choiceKey(of.versionId, "pause")]: { to: "exit" as const } };
  const moveId = await moveTo(of, withoutPause, { how: "move", choices });
  expect(await whereabouts(of.id)).toEqual({ "v3 left": 3 });
  expect(await ownerSql()`select distinct end_reason from enrollment where sequence_id = ${of.id}`).toEqual([
    { end_reason: "migrated" },
  ]);
  await undoMove({ ctx: of.ctx, input: { id: moveId } });
  await runAll(of, moveId);
  expect(await whereabouts(of.id)).toEqual({ "v1 pause": 3 });
});

test("paused people move paused, and their mail waits for the end of the pause", async () => {
  const of = await openSequence(mailFirst("One"));
  const [one = ""] = await standing(of, 2);
  await pauseEnrollments({ ctx: of.ctx, input: { ids: [one], reason: "Holiday" } });
  await pauseSequence({ ctx: of.ctx, input: { id: of.id, clock: "stands" } });
  await moveTo(of, mailFirst("Two"), { how: "move", choices: {} });
  expect(await whereabouts(of.id)).toEqual({ "v2 mail": 2 });
  expect((await touches(of)).filter(({ state }) => state === "waiting")).toHaveLength(2);
  await resumeSequence({ ctx: of.ctx, input: { id: of.id } });
  const rows = await ownerSql()<{ id: string; by: string | null; effect: string }[]>`
    select id, state->'pause'->>'reason' as by, state->'position'->'effect'->>'type' as effect from enrollment
    where sequence_id = ${of.id} order by id`;
  expect(rows.map(({ id, by, effect }) => [id === one, by, effect])).toEqual(
    rows.map(({ id }) => [id === one, id === one ? "Holiday" : null, "send"]),
  );
  expect(rows).toHaveLength(2);
  expect(await whereabouts(of.id)).toEqual({ "v2 mail": 2 });
});

test("after 24 hours a move stands", async () => {
  const of = await openSequence(first);
  await standing(of, 1);
  const choices = { [choiceKey(of.versionId, "pause")]: { to: "exit" as const } };
  const moveId = await moveTo(of, withoutPause, { how: "move", choices });
  await later(DAY_MS + 1_000, async () => {
    await expect(undoMove({ ctx: of.ctx, input: { id: moveId } })).rejects.toMatchObject({ code: "CONFLICT" });
  });
  expect((await listMoves({ ctx: of.ctx, input: { id: of.id } }))[0]?.undoUntil).not.toBeNull();
});
