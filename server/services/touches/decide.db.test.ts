import { describe, expect, it, vi } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import { DAY_MS, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { takeTurns } from "@/server/take-turns";
import { decidePeople } from "./decide";
import { GATHER_MS, type NewTouch, requestTouches } from "./request";
import { at, monday, touchOf } from "./testing/new-touch";

testDatabase();

const touchesOf = (personId: string) =>
  ownerSql()<
    { key: string; state: string; held_until: Date | null; failure: string | null; subject: string | null }[]
  >`select key, state, held_until, failure, subject from touch where person_id = ${personId} order by key`;

const alarmOf = async (personId: string) => {
  const [row] = await ownerSql()<
    { next_look_at: Date | null }[]
  >`select next_look_at from person where id = ${personId}`;
  return row?.next_look_at?.toISOString() ?? null;
};

describe("the deciding transaction", () => {
  it("claims the best-ranked of those started together and holds the other for a day, with the reason", async () => {
    const world = await createWorkspace({ rules: defaultRules.slice(0, 1) });
    const who = await createContact(world.workspaceId);
    await requestTouches(ownerSql(), [
      touchOf(world, who, { key: "a" }),
      touchOf(world, who, { key: "b", priority: 60 }),
    ]);
    expect(await alarmOf(who.personId)).toBe(new Date(monday + GATHER_MS).toISOString());

    const decided = await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));

    expect(decided).toMatchObject({ held: 1, skipped: 0 });
    expect(decided.claimed).toHaveLength(1);
    const tomorrow = new Date(monday + GATHER_MS + DAY_MS);
    expect(await touchesOf(who.personId)).toMatchObject([
      { key: "a", state: "held", held_until: tomorrow },
      { key: "b", state: "claimed", subject: "About b" },
    ]);
    expect(await alarmOf(who.personId)).toBe(tomorrow.toISOString());
    const [held] = await ownerSql()`select because from touch where person_id = ${who.personId} and key = 'a'`;
    expect(held?.because.because).toMatchObject({ kind: "cap", rule: { name: "One message a day" } });

    const later = await at(tomorrow.getTime(), () => decidePeople(world.workspaceId, [who.personId]));
    expect(later.claimed).toHaveLength(1);
    expect(await alarmOf(who.personId)).toBeNull();
  });

  it("sees what fills a limit behind three hundred messages that count for none", async () => {
    const world = await createWorkspace({ rules: defaultRules.slice(0, 1) });
    const who = await createContact(world.workspaceId);
    await ownerSql().unsafe(
      `insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, topic_id, sender_id,
         repeat, due_at, counted_at, claimed_at, content_hash, accepted_at)
       select $1 || n, $2, $1, $3, $1 || '/' || n, 'accepted', 'transactional', case when n = 301 then 'marketing' else 'transactional' end,
         n = 301, n = 301, $4, $5, '{"kind":"never"}', t, t, t, 'hash', t
       from (select n, $6::timestamptz - n * interval '1 minute' as t from generate_series(1, 301) n) x`,
      [who.personId, world.workspaceId, who.contactId, world.topicId, world.senderId, new Date(monday)],
    );
    await requestTouches(ownerSql(), [touchOf(world, who, { key: "a" })]);
    const decided = await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
    expect(decided).toMatchObject({ claimed: [], held: 1 });
  });

  it("skips at a full cap where its step says so, whatever the rule says", async () => {
    const world = await createWorkspace({ rules: defaultRules.slice(0, 1) });
    const who = await createContact(world.workspaceId);
    await requestTouches(ownerSql(), [
      touchOf(world, who, { key: "a", priority: 60 }),
      touchOf(world, who, { key: "b", atCap: "skip" }),
      touchOf(world, who, { key: "c", atCap: "hold" }),
    ]);
    await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
    expect(await touchesOf(who.personId)).toMatchObject([
      { key: "a", state: "claimed" },
      { key: "b", state: "skipped", failure: "at_cap" },
      { key: "c", state: "held" },
    ]);
  });

  it("does not judge what has only just fallen due: it gathers", async () => {
    const world = await createWorkspace();
    const who = await createContact(world.workspaceId);
    await requestTouches(ownerSql(), [touchOf(world, who, { key: "a" })]);
    expect(await at(monday + 100, () => decidePeople(world.workspaceId, [who.personId]))).toMatchObject({
      claimed: [],
    });
    expect(await alarmOf(who.personId)).toBe(new Date(monday + GATHER_MS).toISOString());
  });

  it("never says the same words twice, whatever template they come from", async () => {
    const world = await createWorkspace();
    const who = await createContact(world.workspaceId);
    const request = touchOf(world, who, { key: "same" }).request;
    await requestTouches(ownerSql(), [
      touchOf(world, who, { key: "first", request, priority: 60 }),
      touchOf(world, who, { key: "second", request }),
    ]);
    await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
    expect(await touchesOf(who.personId)).toMatchObject([
      { key: "first", state: "claimed" },
      { key: "second", state: "skipped", failure: "repeat" },
    ]);
    await requestTouches(ownerSql(), [
      touchOf(world, who, { key: "third", request, dueAt: toEpochMs(monday + DAY_MS) }),
    ]);
    await at(monday + DAY_MS + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
    expect((await touchesOf(who.personId)).at(-1)).toMatchObject({ key: "third", state: "skipped", failure: "repeat" });
  });

  it("fails a mail that would leave a blank, says which value is missing, and lets the next one go", async () => {
    const world = await createWorkspace({ rules: defaultRules.slice(0, 1) });
    const who = await createContact(world.workspaceId, { firstName: null });
    const blank = { ...touchOf(world, who, { key: "x" }).request, body: "Hi {{ first_name }}" } as NewTouch["request"];
    await requestTouches(ownerSql(), [
      touchOf(world, who, { key: "blank", request: blank, priority: 90 }),
      touchOf(world, who, { key: "good" }),
    ]);
    await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
    expect(await touchesOf(who.personId)).toMatchObject([
      { key: "blank", state: "failed", failure: "It would leave a blank: first_name" },
      { key: "good", state: "claimed" },
    ]);
  });

  it("skips without consent and for a suppressed address; transactional mail goes", async () => {
    const world = await createWorkspace();
    const none = await createContact(world.workspaceId, { basis: "none" });
    await requestTouches(ownerSql(), [
      touchOf(world, none, { key: "m" }),
      touchOf(world, none, { key: "t", class: "transactional", repeat: { kind: "always" } }),
    ]);
    await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [none.personId]));
    expect(await touchesOf(none.personId)).toMatchObject([
      { key: "m", state: "skipped", failure: "no_consent" },
      { key: "t", state: "claimed" },
    ]);
  });

  it("passes over whom somebody else holds, and decides about them as soon as they are let go", async () => {
    const world = await createWorkspace();
    const [locked, free] = [await createContact(world.workspaceId), await createContact(world.workspaceId)];
    await requestTouches(ownerSql(), [touchOf(world, locked, { key: "a" }), touchOf(world, free, { key: "b" })]);
    let decided: Promise<unknown> = Promise.resolve();
    await ownerSql().begin(async (tx) => {
      await tx`select id from person where id = ${locked.personId} for no key update`;
      decided = at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [locked.personId, free.personId]));
      await vi.waitFor(async () => expect(await touchesOf(free.personId)).toMatchObject([{ state: "claimed" }]));
      expect(await touchesOf(locked.personId)).toMatchObject([{ state: "waiting" }]);
    });
    expect(await decided).toMatchObject({ claimed: [expect.any(String), expect.any(String)] });
  });

  it("holds one mail per person under real concurrency, whoever decides, also where none gets the turn to", async () => {
    const world = await createWorkspace({ rules: defaultRules.slice(0, 1) });
    const stopped = await ownerSql().reserve(); // a process that was stopped in its turn: the others go on without
    await stopped.unsafe("select pg_advisory_lock(hashtext('deciding'), hashtext($1))", [world.workspaceId]);
    const people = await Promise.all(Array.from({ length: 20 }, () => createContact(world.workspaceId)));
    await requestTouches(
      ownerSql(),
      people.flatMap((who) => [1, 2, 3, 4, 5].map((n) => touchOf(world, who, { key: `${who.personId}/${n}` }))),
    );
    const ids = people.map(({ personId }) => personId);
    await at(monday + GATHER_MS, () =>
      Promise.all(
        // a turn for each: as if four processes decided
        [ids, [...ids].reverse(), ids.slice(5), ids.slice(0, 12)].map((set) =>
          decidePeople(world.workspaceId, set, takeTurns(1)),
        ),
      ),
    );
    const counts = await ownerSql()`
      select person_id, count(*) filter (where state = 'claimed')::int as claimed, count(*) filter (where state = 'held')::int as held
      from touch where workspace_id = ${world.workspaceId} group by person_id`;
    expect(counts).toHaveLength(20);
    for (const row of counts) expect(row).toMatchObject({ claimed: 1, held: 4 });
    await stopped.unsafe("select pg_advisory_unlock_all()");
    stopped.release();
  });
});
