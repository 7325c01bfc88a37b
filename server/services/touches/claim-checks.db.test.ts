import { expect, it } from "vitest";
import { DAY_MS } from "@/core/instant";
import { anySignal } from "@/core/signal-filter";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { happenTo } from "@/server/services/enrollments/happen";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { decidePeople } from "./decide";
import { handOverTouches } from "./hand-over";
import { GATHER_MS, planTouches, requestTouches } from "./request";
import { settleLeases } from "./settle-leases";
import { at, monday, touchOf } from "./testing/new-touch";

testDatabase();

/** Somebody who stands on a mail that is due on Monday at 10:00, in a sequence that a purchase ends. */
async function onMail() {
  const live = await at(monday, () =>
    liveSequence(
      drawGraph({
        start: {
          kind: "trigger",
          config: { exits: [{ id: "bought", by: "signal", filter: anySignal("purchase"), scope: "anywhere" }] },
          next: { next: "mail" },
        },
        mail: { kind: "email" },
      }),
    ),
  );
  const who = await at(monday, () => enterPerson(live));
  const step = (ms: number) =>
    at(ms, () => advanceEnrollments([{ workspaceId: live.workspaceId, id: who.enrollmentId, epoch: 1 }]));
  await step(monday);
  const decide = (ms: number) => at(ms, () => decidePeople(live.workspaceId, [who.personId]));
  return { ...live, ...who, step, decide, key: `${who.enrollmentId}/mail/1` };
}

const stateOf = async (key: string) => {
  const [row] = await ownerSql()`select state from touch where key = ${key}`;
  return row?.state;
};
const alarmOf = async (personId: string) => {
  const [row] = await ownerSql()`select next_look_at from person where id = ${personId}`;
  return row?.next_look_at?.getTime() ?? null;
};

it("sends nothing of a paused enrollment, and goes on when it goes on, with its shelf life moved", async () => {
  const { workspaceId, enrollmentId, personId, key, decide } = await onMail();
  const pause = { type: "pause", until: null, clock: "stands", by: "mem_1", reason: "on holiday" } as const;
  await at(monday + 1, () => ownerSql().begin((tx) => happenTo(tx, workspaceId, [enrollmentId], pause)));
  expect(await decide(monday + GATHER_MS)).toMatchObject({ claimed: [], skipped: 0 });
  expect(await stateOf(key)).toBe("waiting");
  // looked at for another's sake, long after the mail's own shelf life
  expect(await decide(monday + 9 * DAY_MS)).toMatchObject({ claimed: [], skipped: 0 });
  expect(await stateOf(key)).toBe("waiting");

  const later = monday + 10 * DAY_MS;
  await at(later, () => ownerSql().begin((tx) => happenTo(tx, workspaceId, [enrollmentId], { type: "resume" })));
  expect(await alarmOf(personId)).toBe(later);
  const { claimed } = await decide(later + GATHER_MS);
  expect(claimed).toHaveLength(1);
});

it("asks exits and goals again: what a step has not read yet keeps the mail, and wakes the enrollment", async () => {
  const { workspaceId, personId, contactId, enrollmentId, key, decide, step } = await onMail();
  await ownerSql()`
    insert into signal (id, workspace_id, person_id, contact_id, kind, name, source, source_id, data, verdict, verdict_reasons, occurred_at)
    values ('sig_1', ${workspaceId}, ${personId}, ${contactId}, 'purchase', 'pro', 'api', 'p1', '{}', 'human', '[]', ${new Date(monday + 1)})`;
  expect(await decide(monday + GATHER_MS)).toMatchObject({ claimed: [] });
  expect(await ownerSql()`select 1 from wake where enrollment_id = ${enrollmentId} and eaten_at is null`).toHaveLength(
    1,
  );
  expect(await alarmOf(personId)).toBe(monday + GATHER_MS + 1_000);
  await step(monday + GATHER_MS);
  expect(await stateOf(key)).toBe("withdrawn");
  await decide(monday + GATHER_MS + 1_000);
  expect(await alarmOf(personId)).toBeNull();
});

it("takes back a mail that came back after its enrollment had ended, and asks for no more looks", async () => {
  const { workspaceId, enrollmentId, personId, key, decide } = await onMail();
  const { claimed } = await decide(monday + GATHER_MS);
  expect(claimed).toHaveLength(1);
  await at(monday + GATHER_MS, () =>
    ownerSql().begin((tx) =>
      happenTo(tx, workspaceId, [enrollmentId], { type: "stop", by: "mem_1", reason: "asked to" }),
    ),
  );
  expect(await stateOf(key)).toBe("claimed"); // on its way: it finishes first
  await ownerSql()`update touch set lease_until = now() - interval '1 second' where key = ${key}`;
  await settleLeases(() => Promise.reject(new Error("nothing is sent")));
  expect(await stateOf(key)).toBe("waiting");
  await decide(monday + 60_000);
  expect(await stateOf(key)).toBe("withdrawn");
  expect(await alarmOf(personId)).toBeNull();
  await handOverTouches(workspaceId, claimed, () => Promise.reject(new Error("nothing is sent")));
});

it("leaves a planned touch that is due to its enrollment: no decision is noted, no look asked for", async () => {
  const world = await createWorkspace();
  const who = await createContact(world.workspaceId);
  await planTouches(ownerSql(), [touchOf(world, who, { key: "plan" })]);
  expect(await at(monday + 60_000, () => decidePeople(world.workspaceId, [who.personId]))).toEqual({
    claimed: [],
    held: 0,
    skipped: 0,
  });
  expect(await stateOf("plan")).toBe("planned");
  expect(await ownerSql()`select 1 from touch_decision where workspace_id = ${world.workspaceId}`).toEqual([]);
  expect(await alarmOf(who.personId)).toBeNull();
});

it("judges the others of a set when one person cannot be judged, and comes back to that one later", async () => {
  const world = await createWorkspace();
  const people = await Promise.all([1, 2, 3, 4, 5].map(() => createContact(world.workspaceId)));
  await requestTouches(
    ownerSql(),
    people.map((who) => touchOf(world, who, { key: who.personId })),
  );
  const bad = people[2];
  if (!bad) throw new Error("five people");
  await ownerSql()`update contact set time_zone = 'Mars/Olympus' where id = ${bad.contactId}`;
  const now = monday + GATHER_MS;
  const { claimed } = await at(now, () =>
    decidePeople(
      world.workspaceId,
      people.map(({ personId }) => personId),
    ),
  );
  expect(claimed).toHaveLength(4);
  expect(await stateOf(bad.personId)).toBe("waiting");
  expect(await alarmOf(bad.personId)).toBe(now + 600_000);
});

it("takes a sender's room once for somebody who is judged twice", async () => {
  const world = await createWorkspace();
  await ownerSql()`update sender set daily_limit = 1 where id = ${world.senderId}`;
  const who = await createContact(world.workspaceId, { firstName: null });
  const blank = touchOf(world, who, { key: "blank", priority: 90 });
  const request = { ...blank.request, body: "Hi {{ first_name }}" } as typeof blank.request;
  await requestTouches(ownerSql(), [{ ...blank, request }, touchOf(world, who, { key: "good" })]);
  await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
  expect(await stateOf("blank")).toBe("failed");
  expect(await stateOf("good")).toBe("claimed");
});

it("keeps the distance between two mails of a sender, whoever they are for", async () => {
  const world = await createWorkspace();
  await ownerSql()`update sender set spacing_seconds = 60 where id = ${world.senderId}`;
  const [one, two] = [await createContact(world.workspaceId), await createContact(world.workspaceId)];
  await requestTouches(ownerSql(), [touchOf(world, one, { key: "one" }), touchOf(world, two, { key: "two" })]);
  await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [one.personId]));
  await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [two.personId]));
  expect([await stateOf("one"), await stateOf("two")]).toEqual(["claimed", "held"]);
  expect(await alarmOf(two.personId)).toBe(monday + GATHER_MS + 60_000);
});
