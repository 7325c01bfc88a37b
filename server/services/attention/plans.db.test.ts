import { expect, test } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import { capRule } from "@/core/attention/testing/ledger";
import { DAY_MS, HOUR_MS, toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { readCalendar } from "@/server/services/attention/calendar";
import { listCollisions } from "@/server/services/attention/collisions";
import { endLeftAlone, listLeftAlone } from "@/server/services/attention/left-alone";
import { listNearLimit } from "@/server/services/attention/near-limit";
import { readStarts } from "@/server/services/attention/starts";
import { leaveAlone } from "@/server/services/contacts/leave-alone";
import { memberContext } from "@/server/services/context";
import { InvalidError, NotFoundError } from "@/server/services/errors";
import { createRule } from "@/server/services/rules/manage";
import { decidePeople } from "@/server/services/touches/decide";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

const decidedAt = monday + GATHER_MS;
const graph = drawGraph({ start: { kind: "trigger", next: { next: "end" } }, end: { kind: "exit" } });

/** Three people; all are wanted by News, the first two by Trial as well; one message a day. News goes first. */
async function twoTeams() {
  const world = await createWorkspace({ rules: defaultRules.slice(0, 2) });
  const { workspaceId } = world;
  const news = await createSequence(workspaceId, graph, { name: "News" });
  const trial = await createSequence(workspaceId, graph, { name: "Trial" });
  const people: Awaited<ReturnType<typeof createContact>>[] = [];
  for (const [n, firstName] of ["Ana", "Bo", "Cy"].entries()) {
    const who = await createContact(workspaceId, { firstName, lastName: "X" });
    people.push(who);
    const of = (sequenceId: string, key: string, priority: number) =>
      touchOf(world, who, {
        key: `${key} ${n}`,
        subject: key,
        sequenceId,
        source: "sequence",
        priority,
        templateFamily: key,
      });
    await requestTouches(ownerSql(), [
      of(news.sequenceId, "The news", 60),
      ...(n < 2 ? [of(trial.sequenceId, "Your trial", 50)] : []),
    ]);
  }
  await at(decidedAt, () =>
    decidePeople(
      workspaceId,
      people.map(({ personId }) => personId),
    ),
  );
  const ctx = memberContext({ workspaceId, memberId: "mem_ana", role: "owner", teamIds: [], offsetMs: 0 });
  return { ...world, ctx, people, news, trial };
}

test("the calendar shows each day's mails with their audience, and whom two of them want", async () => {
  const { ctx, news, trial } = await twoTeams();
  const read = (from: string, to: string) => at(decidedAt + 60_000, () => readCalendar({ ctx, input: { from, to } }));
  await expect(read("2026-02-30", "2026-99-99")).rejects.toMatchObject({ fields: [{ path: "from" }, { path: "to" }] });
  const may = await read("2026-05-01", "2026-05-31");
  expect(may.items.map(({ day, phase, title, people, overlap }) => [day, phase, title, people, overlap])).toEqual([
    ["2026-05-04", "sent", "“The news”", 3, 0],
    ["2026-05-05", "planned", "“Your trial”", 2, 0],
  ]);
  expect(may.items.map(({ owner }) => owner?.name)).toEqual(["News", "Trial"]);
  expect(may.items[1]?.owner).toEqual({ kind: "sequence", id: trial.sequenceId, name: "Trial" });
  // the trial mail's hold runs out while another News mail is planned for the same day
  await ownerSql()`update touch set state = 'planned', counted_at = null, claimed_at = null, due_at = ${new Date(decidedAt + DAY_MS)}
    where sequence_id = ${news.sequenceId}`;
  const both = await read("2026-05-05", "2026-05-05");
  expect(both.items.map(({ title, people, overlap, with: others }) => [title, people, overlap, others])).toEqual([
    ["“The news”", 3, 2, [{ name: "Trial", people: 2 }]],
    ["“Your trial”", 2, 2, [{ name: "News", people: 2 }]],
  ]);
  expect((await read("2026-06-01", "2026-06-02")).items).toEqual([]);
  await expect(read("2026-05-01", "2026-04-01")).rejects.toThrow(InvalidError);
});

test("pairs that compete are listed with what each cost the other, and what would help", async () => {
  const { ctx, news, trial } = await twoTeams();
  const [pair, ...others] = await at(decidedAt + 60_000, () => listCollisions({ ctx }));
  expect(others).toEqual([]);
  expect(pair?.people).toBe(2);
  const sides = [pair?.a, pair?.b].sort((x, y) => (x?.name ?? "").localeCompare(y?.name ?? ""));
  expect(sides).toMatchObject([
    { id: news.sequenceId, name: "News", priority: 60, held: 0, skipped: 0 },
    { id: trial.sequenceId, name: "Trial", priority: 50, held: 2, skipped: 0 },
  ]);
  expect(pair?.advice.join(" ")).toContain("News goes first by its priority (60 over 50)");
});

test("who is at a limit is listed with the rule, what fills it and when it frees", async () => {
  const { ctx } = await twoTeams();
  const near = await at(decidedAt + 60_000, () => listNearLimit({ ctx, input: {} }));
  expect(near.items.map(({ who, rule, used, max }) => `${who.name} ${rule.name} ${used}/${max}`)).toEqual(
    ["Ana X", "Bo X", "Cy X"].map((name) => `${name} One message a day 1/1`),
  );
  expect(near.items[0]).toMatchObject({ freesAt: new Date(decidedAt + DAY_MS), by: [{ title: "“The news”" }] });
  const weekly = (
    await ownerSql()<
      { id: string }[]
    >`select id from cap_rule where name like 'Three%' and workspace_id = ${ctx.workspaceId}`
  )[0];
  expect((await at(decidedAt + 60_000, () => listNearLimit({ ctx, input: { ruleId: weekly?.id } }))).items).toEqual([]);
  const first = await at(decidedAt + 60_000, () => listNearLimit({ ctx, input: { limit: 2 } }));
  const second = await at(decidedAt + 60_000, () =>
    listNearLimit({ ctx, input: { limit: 2, cursor: first.nextCursor } }),
  );
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
  expect((await at(decidedAt + 2 * DAY_MS, () => listNearLimit({ ctx, input: { full: true } }))).items).toEqual([]);
});

test("a company is listed with how many of its people were written to, who, and when it frees", async () => {
  const world = await createWorkspace();
  const { workspaceId } = world;
  const ctx = memberContext({ workspaceId, memberId: "mem_ana", role: "owner", teamIds: [], offsetMs: 0 });
  const {
    id: _,
    version: __,
    ...rule
  } = capRule("Two of a company a week", {
    scope: { kind: "company" },
    max: 2,
    window: { kind: "rolling", lengthMs: 7 * DAY_MS },
  });
  const { id: ruleId } = await at(monday, () => createRule({ ctx, input: { rule, reason: "" } }));
  await ownerSql()`insert into company (id, workspace_id, name) values
    ('cmp_full', ${workspaceId}, 'Full'), ('cmp_near', ${workspaceId}, 'Near'), ('cmp_free', ${workspaceId}, 'Free')`;
  const sent = ["cmp_full Ana", "cmp_full Bo", "cmp_near Cy", "cmp_near Cy"];
  const people = new Map<string, Awaited<ReturnType<typeof createContact>>>();
  for (const [n, one] of sent.entries()) {
    const [companyId = "", firstName = ""] = one.split(" ");
    const who = people.get(one) ?? (await createContact(workspaceId, { firstName, lastName: "X" }));
    people.set(one, who);
    const dueAt = toEpochMs(monday + n * HOUR_MS);
    await requestTouches(ownerSql(), [touchOf(world, who, { key: `mail ${n}`, companyId, dueAt })]);
    await at(dueAt + GATHER_MS, () => decidePeople(workspaceId, [who.personId]));
  }
  const later = monday + 5 * HOUR_MS;
  const read = (input: Record<string, unknown>) => at(later, () => listNearLimit({ ctx, input }));
  expect((await read({})).items).toEqual([
    {
      who: { of: "company", id: "cmp_full", name: "Full" },
      rule: expect.objectContaining({ id: ruleId }),
      of: "",
      used: 2,
      max: 2,
      freesAt: new Date(monday + GATHER_MS + 7 * DAY_MS),
      by: [
        { of: "person", title: "Ana X", at: new Date(monday + GATHER_MS) },
        { of: "person", title: "Bo X", at: new Date(monday + HOUR_MS + GATHER_MS) },
      ],
    },
    expect.objectContaining({ who: { of: "company", id: "cmp_near", name: "Near" }, used: 1, freesAt: null }),
  ]);
  expect((await read({ full: true, ruleId })).items.map(({ who }) => who.name)).toEqual(["Full"]);
  const first = await read({ limit: 1 });
  const second = await read({ limit: 1, cursor: first.nextCursor });
  expect([first, second].flatMap(({ items }) => items.map(({ who }) => who.name))).toEqual(["Full", "Near"]);
});

test("who is left alone is listed with what waits, and the hold is ended from there", async () => {
  const { ctx, people } = await twoTeams();
  const [ana] = people;
  const until = new Date(decidedAt + 9 * DAY_MS);
  await at(decidedAt + 60_000, async () => {
    await leaveAlone({
      ctx,
      input: { contactId: ana?.contactId ?? "", until, reason: "Signing", wholeCompany: false },
    });
    expect(await listLeftAlone({ ctx })).toMatchObject([
      { of: "person", id: ana?.personId, name: "Ana X", until, reason: "Signing", by: "mem_ana", held: 1 },
    ]);
    await endLeftAlone({ ctx, input: { of: "person", id: ana?.personId ?? "" } });
    expect(await listLeftAlone({ ctx })).toEqual([]);
    await expect(endLeftAlone({ ctx, input: { of: "company", id: "cmp_none" } })).rejects.toThrow(NotFoundError);
  });
});

test("what starts without a date of its own is listed with whom it would reach", async () => {
  const { ctx, workspaceId } = await twoTeams();
  const all = { type: "all", of: [] };
  const entrance = { by: "segment", segmentId: "seg_all" };
  await ownerSql()`insert into segment (id, workspace_id, name, condition) values ('seg_all', ${workspaceId}, 'All', ${ownerSql().json(all)})`;
  const draft = drawGraph({
    start: { kind: "trigger", config: { entrance, condition: all }, next: { next: "mail" } },
    mail: { kind: "email", config: { subject: "Open day" }, next: { next: "end" } },
    end: { kind: "exit" },
  });
  const { sequenceId } = await createSequence(workspaceId, draft, { name: "Open day" });
  await ownerSql()`update sequence set state = 'draft', live_version_id = null where id = ${sequenceId}`;
  const starts = await at(decidedAt + 60_000, () => readStarts({ ctx }));
  expect(starts.find(({ id }) => id === sequenceId)).toMatchObject({
    state: "draft",
    by: "segment",
    perDay: null,
    mails: [{ subject: "Open day" }],
    audience: { people: 3, overlap: 2 },
  });
  expect(starts.find(({ name }) => name === "News")).toMatchObject({ state: "live", perDay: 0, audience: null });
});

test("a broadcast that is drafted or scheduled for a day stands there before it has a message", async () => {
  const { ctx, workspaceId, topicId } = await twoTeams();
  const message = { subject: "Open day", topicId, class: "marketing" };
  await ownerSql()`insert into broadcast (id, workspace_id, name, state, audience, message, start_at) values
    ('brc_one', ${workspaceId}, 'June news', 'scheduled', ${ownerSql().json({ by: "everybody" })}, ${ownerSql().json(message)}, ${new Date(decidedAt + DAY_MS)}),
    ('brc_two', ${workspaceId}, 'Perhaps', 'draft', null, '{}', ${new Date(decidedAt + 2 * DAY_MS)})`;
  const { items } = await at(decidedAt + 60_000, () =>
    readCalendar({ ctx, input: { from: "2026-05-05", to: "2026-05-31" } }),
  );
  expect(items.map(({ day, phase, title, people, overlap }) => [day, phase, title, people, overlap])).toEqual([
    ["2026-05-05", "planned", "“Your trial”", 2, 0],
    ["2026-05-05", "scheduled", "“Open day”", 3, 2],
    ["2026-05-06", "draft", "Perhaps", 0, 0],
  ]);
});
