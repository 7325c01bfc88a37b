import { expect, it, vi } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import { toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { decidePeople } from "./decide";
import { gatherWaiting } from "./gather/waiting";
import { lookAgain, lookAgainAtWaiters, stillRinging } from "./look";
import { GATHER_MS, requestTouches } from "./request";
import { at, monday, touchOf } from "./testing/new-touch";
import { withdrawTouches } from "./withdraw";

testDatabase();

/** Until the work has ended or waits for a lock. */
async function endsOrWaits(work: Promise<unknown>): Promise<void> {
  let ended = false;
  void work.finally(() => {
    ended = true;
  });
  await vi.waitFor(async () => {
    const waiting = await ownerSql()`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    expect(ended || waiting.length > 0).toBe(true);
  });
}

const personRow = async (personId: string) => {
  const [row] = await ownerSql()<
    { next_look_at: Date | null }[]
  >`select next_look_at from person where id = ${personId}`;
  return row;
};

it("does not lose an alarm to somebody who decides at this moment and has not seen what it is for", async () => {
  const world = await createWorkspace();
  const who = await createContact(world.workspaceId);
  await requestTouches(ownerSql(), [touchOf(world, who, { key: "first" })]);
  // its alarm has rung and is being answered while another touch is on its way into the database
  let decided: Promise<unknown> = Promise.resolve();
  await ownerSql().begin(async (tx) => {
    await requestTouches(tx, [touchOf(world, who, { key: "second" })]);
    decided = at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
    await endsOrWaits(decided);
  });
  await decided;
  const rows = await ownerSql()`select state from touch where person_id = ${who.personId} and state = 'waiting'`;
  const row = await personRow(who.personId);
  expect(rows.length === 0 || row?.next_look_at !== null).toBe(true);
});

it("looks again after a change that somebody who decides at this moment has not seen", async () => {
  const world = await createWorkspace();
  const who = await createContact(world.workspaceId);
  await requestTouches(ownerSql(), [touchOf(world, who, { key: "a" })]);
  await ownerSql()`update person set leave_alone_until = ${new Date(monday + 3 * 86_400_000)} where id = ${who.personId}`;
  const now = toEpochMs(monday + GATHER_MS);
  let decided: Promise<unknown> = Promise.resolve();
  await ownerSql().begin(async (tx) => {
    await lookAgain(tx, world.workspaceId, [who.personId], now);
    decided = at(now, () => decidePeople(world.workspaceId, [who.personId]));
    await endsOrWaits(decided);
    await tx`update person set leave_alone_until = null where id = ${who.personId}`;
  });
  await decided;
  const [touch] = await ownerSql()`select state from touch where person_id = ${who.personId}`;
  expect(touch?.state).toBe("claimed");
});

it("lets what stood behind a withdrawn touch go at once", async () => {
  const world = await createWorkspace({ rules: defaultRules.slice(0, 1) });
  const who = await createContact(world.workspaceId);
  const tomorrow = toEpochMs(monday + 12 * 3_600_000);
  await requestTouches(ownerSql(), [
    touchOf(world, who, { key: "small", priority: 10 }),
    touchOf(world, who, { key: "great", priority: 90, dueAt: tomorrow }),
  ]);
  const stateOf = async (key: string) => {
    const [row] = await ownerSql()`select state from touch where person_id = ${who.personId} and key = ${key}`;
    return row?.state;
  };
  const now = toEpochMs(monday + GATHER_MS);
  await at(now, () => decidePeople(world.workspaceId, [who.personId]));
  expect(await stateOf("small")).toBe("held"); // the greater one would have to wait behind it
  await ownerSql().begin((tx) => withdrawTouches(tx, world.workspaceId, ["great"], "system", now));
  expect((await personRow(who.personId))?.next_look_at?.getTime()).toBeLessThanOrEqual(now);
  await at(now, () => decidePeople(world.workspaceId, [who.personId]));
  expect(await stateOf("small")).toBe("claimed");
});

it("what is planned in a passage follows what has not left there yet", async () => {
  const world = await createWorkspace({ rules: defaultRules.slice(0, 1) });
  const who = await createContact(world.workspaceId);
  const { sequenceId, versionId } = await createSequence(world.workspaceId, drawGraph({ start: { kind: "trigger" } }));
  const enrollmentId = newId("enrollment");
  await ownerSql()`
    insert into enrollment (id, workspace_id, sequence_id, version_id, contact_id, person_id, state, entry_key, source,
      entered_at)
    values (${enrollmentId}, ${world.workspaceId}, ${sequenceId}, ${versionId}, ${who.contactId}, ${who.personId},
      '{}'::jsonb, 'once', 'hand', now())`;
  const inPassage = ["c", "b", "a"].map((key) => touchOf(world, who, { key, enrollmentId }));
  await requestTouches(ownerSql(), [...inPassage, touchOf(world, who, { key: "other" })]);
  await ownerSql()`
    update touch set state = 'planned', due_at = due_at + interval '1 hour'
    where person_id = ${who.personId} and key in ('b', 'c')`;
  const rows = await gatherWaiting(ownerSql(), world.workspaceId, [who.personId], toEpochMs(monday));
  const idOf = new Map(rows.map(({ key, touch }) => [key, touch.id]));
  expect(Object.fromEntries(rows.map(({ key, touch }) => [key, touch.follows]))).toEqual({
    a: null,
    b: { touchId: idOf.get("a"), delayMs: 3_600_000 },
    c: { touchId: idOf.get("a"), delayMs: 3_600_000 },
    other: null,
  });
});

it("rings for more than a set of people in sets, each asking for the next, until everybody has been looked at", async () => {
  const world = await createWorkspace();
  await ownerSql().begin(async (tx) => {
    await tx`insert into person (id, workspace_id) select 'per_' || lpad(n::text, 5, '0'), ${world.workspaceId} from generate_series(1, 1200) n`;
    await tx`insert into contact (id, workspace_id, person_id) select 'con_' || n, ${world.workspaceId}, 'per_' || lpad(n::text, 5, '0') from generate_series(1, 1200) n`;
    await tx`insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, team_id, repeat, due_at)
      select 'tou_' || n, ${world.workspaceId}, 'per_' || lpad(n::text, 5, '0'), 'con_' || n, 'many/' || n, 'held', 'api', 'marketing', true, true,
        case when n <= 1100 then 'tem_a' end, '{"kind":"never"}', now() from generate_series(1, 1200) n`;
  });
  const rung = async () => {
    const [row] =
      await ownerSql()`select count(*)::int as n from person where workspace_id = ${world.workspaceId} and next_look_at is not null`;
    return row?.n;
  };
  const asked = async () => {
    const rows = await ownerSql()<
      { id: string; data: { after: string; teamId: string; at: number } }[]
    >`delete from outbox where workspace_id = ${world.workspaceId} and name = 'people/look-again' returning id, data`;
    expect(rows.length).toBeLessThan(2);
    return rows[0]?.data ?? null;
  };
  const now = toEpochMs(monday);
  await ownerSql().begin((tx) => lookAgainAtWaiters(tx, world.workspaceId, { teamId: "tem_a" }, now));
  const sets = [await rung()];
  for (let next = await asked(); next !== null; next = await asked()) {
    const { after, teamId } = next;
    await ownerSql().begin((tx) => lookAgainAtWaiters(tx, world.workspaceId, { teamId }, now, after));
    sets.push(await rung());
  }
  expect(sets).toEqual([500, 1000, 1100]);
});

it("knows whose alarm was answered since they were handed out", async () => {
  const world = await createWorkspace({ rules: defaultRules });
  const [first, second, quiet] = [
    await createContact(world.workspaceId),
    await createContact(world.workspaceId),
    await createContact(world.workspaceId),
  ];
  await requestTouches(ownerSql(), [touchOf(world, first, { key: "one" }), touchOf(world, second, { key: "two" })]);
  const people = [first, second, quiet].map(({ personId }) => personId);
  const ringing = () => stillRinging(ownerSql(), world.workspaceId, people);
  expect(await ringing()).toEqual([first.personId, second.personId].sort());
  await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [first.personId]));
  expect(await ringing()).toEqual([second.personId]);
});
