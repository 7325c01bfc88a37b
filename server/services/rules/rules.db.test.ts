import { expect, test } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import { DAY_MS, HOUR_MS, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { memberContext } from "@/server/services/context";
import { ForbiddenError, InvalidError } from "@/server/services/errors";
import {
  createRule,
  listRemovedRules,
  listRules,
  listRuleVersions,
  removeRule,
  restoreRule,
  updateRule,
} from "@/server/services/rules/manage";
import { tryRule } from "@/server/services/rules/try-out";
import { decidePeople } from "@/server/services/touches/decide";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

const { id: _, version: __, ...weekly } = defaultRules[1] ?? {};
const twoAWeek = { ...weekly, name: "Two a week", max: 2 };

const contextOf = (workspaceId: string, role: "owner" | "marketer" = "owner") =>
  memberContext({ workspaceId, memberId: "mem_ana", role, teamIds: [], offsetMs: 0 });

test("a rule is worded anew, removed, put back: every wording stays, each change is audited", async () => {
  const { workspaceId } = await createWorkspace();
  const ctx = contextOf(workspaceId);
  const { id } = await createRule({ ctx, input: { rule: twoAWeek, reason: "Too loud" } });
  await updateRule({ ctx, input: { id, rule: { ...twoAWeek, max: 4 }, reason: "Sales asked" } });
  await removeRule({ ctx, input: { id, reason: "Not needed" } });
  expect(await listRules({ ctx })).toEqual([]);
  expect(await listRemovedRules({ ctx })).toMatchObject([{ rule: { id, max: 4, version: 2 } }]);
  await restoreRule({ ctx, input: { id, version: 1, reason: "Was better" } });
  expect(await listRules({ ctx })).toMatchObject([{ id, version: 3, enabled: true, rule: { max: 2 } }]);
  expect(await listRemovedRules({ ctx })).toEqual([]);
  expect((await listRuleVersions({ ctx, input: { id } })).map(({ version, rule }) => [version, rule.max])).toEqual([
    [3, 2],
    [2, 4],
    [1, 2],
  ]);
  const actions = await ownerSql()<{ action: string; reason: string }[]>`
    select action, reason from audit where workspace_id = ${workspaceId} order by id`;
  expect(actions.map(({ action, reason }) => `${action}: ${reason}`)).toEqual([
    "rule.created: Too loud",
    "rule.updated: Sales asked",
    "rule.removed: Not needed",
    "rule.restored: Was better",
  ]);
});

test("it needs the right, and what is missing is said at its field", async () => {
  const { workspaceId } = await createWorkspace();
  await expect(createRule({ ctx: contextOf(workspaceId, "marketer"), input: { rule: twoAWeek } })).rejects.toThrow(
    ForbiddenError,
  );
  const fieldsOf = async (change: Record<string, unknown>) => {
    const refused = await createRule({
      ctx: contextOf(workspaceId),
      input: { rule: { ...twoAWeek, ...change } },
    }).catch((error: unknown) => error);
    return refused instanceof InvalidError ? refused.fields.map(({ path, message }) => `${path}: ${message}`) : refused;
  };
  expect(await fieldsOf({ max: Number.NaN })).toEqual(["rule.max: Give a whole number"]);
  // all at once, the name among them
  expect(await fieldsOf({ name: "x".repeat(121), max: -3, shelfLifeMs: 0 })).toEqual([
    "rule.name: At most 120 characters",
    "rule.max: Give 0 or more",
    "rule.shelfLifeMs: Give a number above 0",
  ]);
  expect(await fieldsOf({ name: " " })).toEqual(["rule.name: Give the rule a name"]);
  expect(await fieldsOf({ max: 101 })).toEqual(["rule.max: Give at most 100"]);
  expect(await fieldsOf({ window: { kind: "rolling", lengthMs: 0 } })).toEqual([
    "rule.window.lengthMs: Give a number above 0",
  ]);
  expect(await fieldsOf({ max: null, window: null })).toEqual(["rule.max: Give a number in a window, a gap, or both"]);
  expect(await fieldsOf({ minGapMs: Number.NaN })).toEqual(["rule.minGapMs: Give a number"]);
});

test("a rule is tried on what was sent, by team and sequence, with examples, and changes nothing", async () => {
  const world = await createWorkspace();
  const people = [await createContact(world.workspaceId, { firstName: "Ana", lastName: "Ruiz" })];
  people.push(await createContact(world.workspaceId));
  let time = monday;
  for (const [n, who] of [people[0], people[0], people[0], people[1]].entries()) {
    if (!who) throw new Error("two people");
    const touch = touchOf(world, who, {
      key: `mail ${n}`,
      subject: `Mail ${n}`,
      teamId: "team_a",
      dueAt: time as never,
    });
    await at(time, () => requestTouches(ownerSql(), [touch]));
    await at(time + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
    time += HOUR_MS;
  }
  const before = await ownerSql()`select count(*)::int as n, max(updated_at) as at from touch`;
  const ctx = contextOf(world.workspaceId);
  const rule = { ...twoAWeek, name: "One a day", max: 1, window: { kind: "rolling", lengthMs: DAY_MS } };
  const tried = await at(time + DAY_MS, () => tryRule({ ctx, input: { rule } }));
  expect(tried).toMatchObject({
    judged: 4,
    held: 2,
    skipped: 0,
    people: 1,
    byTeam: { team_a: { held: 2, skipped: 0 } },
    done: 2,
    total: 2,
    next: null,
  });
  expect(tried.examples).toMatchObject([
    { contact: { name: "Ana Ruiz" }, title: "“Mail 1”", verdict: "held", delayMs: 23 * HOUR_MS },
  ]);
  const skips = await at(time + DAY_MS, () => tryRule({ ctx, input: { rule: { ...rule, atCap: "skip" } } }));
  expect(skips).toMatchObject({ held: 0, skipped: 2 });
  const late = await at(time + 200 * DAY_MS, () => tryRule({ ctx, input: { rule } }));
  expect(late).toMatchObject({ judged: 0, people: 0, done: 2 });
  await expect(tryRule({ ctx: contextOf(world.workspaceId, "marketer"), input: { rule } })).rejects.toThrow(
    ForbiddenError,
  );
  expect(await ownerSql()`select count(*)::int as n, max(updated_at) as at from touch`).toEqual(before);
});

test("a rule over companies is tried on what all their people were sent, company by company", async () => {
  const world = await createWorkspace();
  const { workspaceId } = world;
  const companyIds = ["cmp_one", "cmp_two"];
  for (const id of companyIds)
    await ownerSql()`insert into company (id, workspace_id, name) values (${id}, ${workspaceId}, ${id})`;
  let time = monday;
  for (const [n, companyId] of ["cmp_one", "cmp_one", "cmp_two", null].entries()) {
    const who = await createContact(workspaceId, { firstName: "Ana", lastName: `${n}` });
    const touch = touchOf(world, who, { key: `mail ${n}`, companyId, teamId: "team_a", dueAt: toEpochMs(time) });
    await at(time, () => requestTouches(ownerSql(), [touch]));
    await at(time + GATHER_MS, () => decidePeople(workspaceId, [who.personId]));
    time += HOUR_MS;
  }
  const ctx = contextOf(workspaceId);
  const rule = { ...twoAWeek, name: "One of a company a day", scope: { kind: "company" }, max: 1 };
  const aDay = { ...rule, window: { kind: "rolling", lengthMs: DAY_MS } };
  const tried = await at(time + DAY_MS, () => tryRule({ ctx, input: { rule: aDay } }));
  expect(tried).toMatchObject({
    judged: 3,
    held: 1,
    people: 1,
    byTeam: { team_a: { held: 1, skipped: 0 } },
    examples: [{ contact: { name: "Ana 1" }, verdict: "held", delayMs: 23 * HOUR_MS }],
    done: 2,
    total: 2,
    next: null,
  });
  // in the company's day, midnight is nearer
  await ownerSql()`update company set time_zone = 'Asia/Tokyo' where workspace_id = ${workspaceId}`;
  const calendar = { ...rule, window: { kind: "calendar", period: "day" } };
  const inTokyo = await at(time + DAY_MS, () => tryRule({ ctx, input: { rule: calendar } }));
  expect(inTokyo.examples).toMatchObject([{ delayMs: 4 * HOUR_MS - GATHER_MS }]);
});
