import { expect, test } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import type { Role } from "@/core/rights";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { cancelHeld, letGo } from "@/server/services/attention/act-on-held";
import { countHeld, listHeld } from "@/server/services/attention/held";
import { memberContext } from "@/server/services/context";
import { ForbiddenError, NotFoundError } from "@/server/services/errors";
import { decidePeople } from "@/server/services/touches/decide";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

const decidedAt = monday + GATHER_MS;

/** One person per count, each with one mail sent and one held by "one a day". */
async function heldWorld(people: number) {
  const world = await createWorkspace({ rules: defaultRules.slice(0, 1) });
  const who = [];
  for (let n = 0; n < people; n += 1) {
    const one = await createContact(world.workspaceId, { firstName: `P${n}` });
    await requestTouches(ownerSql(), [
      touchOf(world, one, { key: `first ${n}`, priority: 90 }),
      touchOf(world, one, { key: `second ${n}`, subject: "The second" }),
    ]);
    who.push(one);
  }
  const personIds = who.map(({ personId }) => personId);
  await at(decidedAt, () => decidePeople(world.workspaceId, personIds));
  const as = (role: Role) =>
    memberContext({ workspaceId: world.workspaceId, memberId: "mem_ana", role, teamIds: [], offsetMs: 0 });
  const states = async () =>
    (
      await ownerSql()<{ key: string; state: string }[]>`
      select key, state from touch where workspace_id = ${world.workspaceId} order by key`
    ).map(({ key, state }) => `${key}: ${state}`);
  const audited = async () =>
    (
      await ownerSql()<{ action: string; reason: string }[]>`
      select action, reason from audit where workspace_id = ${world.workspaceId} order by id`
    ).map(({ action, reason }) => `${action} ${reason}`);
  return { ...world, who, personIds, as, states, audited };
}

test("a held mail is let go early with a right and a reason: it leaves at the next look, counts, and is audited", async () => {
  const world = await heldWorld(2);
  const ctx = world.as("owner");
  const [first] = (await listHeld({ ctx, input: {} })).items;
  expect(first?.mayLetGo).toBe(true);
  expect(first?.remedies.join(" ")).toMatch(
    /slot opens .* no longer counts.*would have to allow two instead of one.*override a hold/,
  );
  const input = { which: { ids: [first?.touchId ?? ""] }, reason: "She waits for it" };
  await expect(letGo({ ctx: world.as("marketer"), input })).rejects.toThrow(ForbiddenError);
  await at(decidedAt + 60_000, async () => {
    expect(await letGo({ ctx, input })).toEqual({ done: 1, left: 0, next: null });
    expect((await decidePeople(world.workspaceId, world.personIds)).claimed).toEqual([first?.touchId]);
  });
  expect(await countHeld({ ctx })).toMatchObject({ total: 1 });
  expect(await world.audited()).toEqual(["hold.let-go She waits for it"]);
});

test("what a person chose is not overruled, and says so", async () => {
  const world = await heldWorld(1);
  const ctx = world.as("owner");
  await ownerSql()`update person set frequency = 'weekly' where id = ${world.personIds[0] ?? ""}`;
  await at(decidedAt + 60_000, () => decidePeople(world.workspaceId, world.personIds));
  const [item] = (await listHeld({ ctx, input: { reason: "own_choice" } })).items;
  expect(item?.mayLetGo).toBe(false);
  expect(item?.remedies.join(" ")).toContain("Only the person can choose more");
  expect(await letGo({ ctx, input: { which: { ids: [item?.touchId ?? ""] }, reason: "Try" } })).toEqual({
    done: 0,
    left: 1,
    next: null,
  });
  expect(await world.audited()).toEqual([]);
});

test("all that a filter leaves is cancelled in sets; it never goes, and its explanation says who and why", async () => {
  const world = await heldWorld(3);
  const ctx = world.as("admin");
  const rule = (await countHeld({ ctx })).byReason[0]?.ruleId ?? "";
  expect(await countHeld({ ctx, input: { ruleId: rule } })).toMatchObject({ total: 3 });
  expect(await countHeld({ ctx, input: { teamId: "team_none" } })).toMatchObject({ total: 0 });
  const answer = await at(decidedAt + 60_000, () =>
    cancelHeld({ ctx, input: { which: { filter: { ruleId: rule } }, reason: "Sold out" } }),
  );
  expect(answer).toEqual({ done: 3, left: 0, next: null });
  expect(await world.states()).toEqual([
    ...[0, 1, 2].map((n) => `first ${n}: claimed`),
    ...[0, 1, 2].map((n) => `second ${n}: skipped`),
  ]);
  const trail = await ownerSql()<{ kind: string; n: number }[]>`
    select because->'because'->>'kind' as kind, count(*)::int as n from touch_decision
    where workspace_id = ${world.workspaceId} and decision = 'skip' group by 1`;
  expect(trail.map((row) => ({ ...row }))).toEqual([{ kind: "cancelled", n: 3 }]);
  expect(await world.audited()).toEqual(Array(3).fill("hold.cancelled Sold out"));
  // a second press finds nothing
  const ids = (await ownerSql()<{ id: string }[]>`select id from touch where state = 'skipped'`).map(({ id }) => id);
  await expect(cancelHeld({ ctx, input: { which: { ids }, reason: "Again" } })).rejects.toThrow(NotFoundError);
});

test("cancelling and deciding at once end in one of the two, never in both", async () => {
  const world = await heldWorld(4);
  const ctx = world.as("owner");
  const nextDay = decidedAt + 25 * 3_600_000;
  const [answer, decided] = await at(nextDay, () =>
    Promise.all([
      cancelHeld({ ctx, input: { which: { filter: {} }, reason: "Race" } }),
      decidePeople(world.workspaceId, world.personIds),
    ]),
  );
  expect(answer.done + decided.claimed.length).toBe(4);
});
