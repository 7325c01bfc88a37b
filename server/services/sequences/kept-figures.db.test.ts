import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql, withWorkspace } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { useClock } from "@/server/clock";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { countSequence, sinceOf } from "@/server/services/sequences/counts";
import { deriveFigures } from "@/server/services/sequences/derive-figures";
import { countAfresh } from "@/server/services/sequences/testing/count-afresh";
import { moveDays, takeInOwed } from "@/server/worker/keep-figures";

testDatabase();

const graph = drawGraph({
  start: { kind: "trigger", next: { next: "mail" } },
  mail: { kind: "email", next: { next: "sleep" } },
  sleep: { kind: "delay", next: { next: "end" } },
  end: { kind: "exit" },
});
const ZONE = "America/New_York";
const NOW = new Date("2026-05-20T12:00:00Z");
const DAYS_BACK = 45;

let ctx: ServiceContext;
let world: Awaited<ReturnType<typeof prepare>>;
beforeEach(async () => {
  const back = useClock(() => NOW);
  world = await prepare();
  ctx = { ...systemContext({ workspaceId: world.workspaceId, name: "test" }), now: () => NOW };
  return back;
});

async function prepare() {
  const { workspaceId } = await createWorkspace({ timeZone: ZONE, rules: "default" });
  const { sequenceId, versionId } = await createSequence(workspaceId, graph);
  const other = `${versionId}2`;
  await ownerSql()`insert into sequence_version (id, workspace_id, sequence_id, number, graph, settings, published_at)
    select ${other}, workspace_id, sequence_id, 2, graph, settings, now() from sequence_version where id = ${versionId}`;
  const people = [await createContact(workspaceId), await createContact(workspaceId), await createContact(workspaceId)];
  const [rule] = await ownerSql()<
    { id: string }[]
  >`select id from cap_rule where workspace_id = ${workspaceId} order by id limit 1`;
  return { workspaceId, sequenceId, versions: [versionId, other], people, ruleId: rule?.id ?? "" };
}

/** One thing that happens: `a`, `b` and `c` choose among what is there, `day` when. */
interface Deed {
  readonly kind: keyof typeof DEEDS;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly day: number;
}

const states = [
  "planned",
  "waiting",
  "held",
  "claimed",
  "handed_over",
  "accepted",
  "skipped",
  "failed",
  "unknown",
  "withdrawn",
];
const verdicts = ["human", "machine", "unsure"];
const kinds = ["open", "click", "reply", "purchase", "event"];
const nodes = ["start", "mail", "sleep", "end"];
const outlets = [null, "next", "timeout"];
const from = <T>(all: readonly T[], at: number): T => all[at % all.length] as T;
const at = (day: number) => new Date(NOW.getTime() - day * 86_400_000 - (day % 7) * 3_600_000).toISOString();
let counter = 0;
const id = (prefix: string) => `${prefix}_kf${++counter}`;

/** What the row a deed is done to is chosen by: one of all there are. */
const nth = (table: string, a: number, where = "true") =>
  `(select id from ${table} where workspace_id = $1 and ${where} order by id offset ${a} % greatest((select count(*) from ${table} where workspace_id = $1 and ${where}), 1) limit 1)`;
/** All that is owed: an instant is kept to the millisecond, rounded, and may lie ahead. */
const takeIn = () => takeInOwed(ownerSql(), -1_000);
const run = (text: string, params: (string | null)[] = []) => ownerSql().unsafe(text, [world.workspaceId, ...params]);
const held = (c: number) => JSON.stringify({ because: { kind: from(["cap", "quiet_hours"], c) } });
const TOUCH = `state = $2::text, node_id = $3::text, because = $4::text::jsonb, binding_rule_id = $5::text,
  claimed_at = $6::timestamptz, content_hash = 'h', ended_at = case when $2 in ('skipped', 'failed') then $6::timestamptz end,
  accepted_at = case when $2 = 'accepted' then $6::timestamptz end,
  counted_at = case when $2 in ('claimed', 'handed_over', 'accepted', 'unknown') then $6::timestamptz end`;
const touchParams = ({ b, c, day }: Deed) => [
  from(states, b),
  from(["mail", "mail", "sleep", null], c),
  held(b),
  c % 2 === 0 ? world.ruleId : null,
  at(day),
];

const DEEDS = {
  enter: ({ a, b, day }) => {
    const who = from(world.people, a);
    const passage = id("enr");
    return run(
      `insert into enrollment (id, workspace_id, sequence_id, version_id, contact_id, person_id, node_id, state, entry_key, source, entered_at)
       values ($2, $1, $3, $4, $5, $6, 'start', '{}', $2, 'api', $7)`,
      [passage, world.sequenceId, from(world.versions, b), who.contactId, who.personId, at(day)],
    );
  },
  stand: ({ a, b }) => run(`update enrollment set node_id = $2 where id = ${nth("enrollment", a)}`, [from(nodes, b)]),
  finish: ({ a, day }) =>
    run(
      `update enrollment set status = 'finished', end_reason = 'left-here', ended_at = $2 where id = ${nth("enrollment", a)}`,
      [at(day)],
    ),
  reopen: ({ a }) => run(`update enrollment set status = 'active', ended_at = null where id = ${nth("enrollment", a)}`),
  move: ({ a, b }) =>
    run(`update enrollment set version_id = $2 where id = ${nth("enrollment", a)}`, [from(world.versions, b)]),
  visit: ({ a, b, c, day }) =>
    run(
      `insert into visit (id, workspace_id, enrollment_id, version_id, ordinal, node_id, number, entered_at, outlet, record)
       select $2, $1, id, version_id, $3::int, $4, 1, $5, $6, '{}' from enrollment where id = ${nth("enrollment", a)}`,
      [id("vis"), `${++counter}`, from(nodes, b), at(day), from(outlets, c)],
    ),
  leave: ({ a, c }) => run(`update visit set outlet = $2 where id = ${nth("visit", a)}`, [from(outlets, c)]),
  forget: ({ a }) => run(`delete from visit where id = ${nth("visit", a)}`),
  mail: async (deed) => {
    const mail = id("tch");
    await run(
      `insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, sequence_id, enrollment_id, node_id, repeat, due_at)
       select $2, $1, person_id, contact_id, $2, 'planned', 'sequence', 'marketing', true, true, sequence_id, id, 'mail', '{"kind":"never"}', $3
       from enrollment where id = ${nth("enrollment", deed.a)}`,
      [mail, at(deed.day)],
    );
    await run(`update touch set ${TOUCH} where workspace_id = $1 and id = $7`, [...touchParams(deed), mail]);
  },
  decide: (deed) => run(`update touch set ${TOUCH} where id = ${nth("touch", deed.a)}`, touchParams(deed)),
  react: ({ a, b, c, day }) =>
    run(
      `insert into signal (id, workspace_id, person_id, contact_id, kind, touch_id, source, source_id, verdict, occurred_at)
       select $2, $1, person_id, contact_id, $3, case when $3 in ('purchase', 'event') then null else id end, 'own', $2, $4, $5
       from touch where id = ${nth("touch", a)}`,
      [id("sig"), from(kinds, b), from(verdicts, c), at(day)],
    ),
  judge: ({ a, c }) => run(`update signal set verdict = $2 where id = ${nth("signal", a)}`, [from(verdicts, c)]),
  merge: ({ a, b }) => {
    const [gone, stays] = [from(world.people, a).personId, from(world.people, b).personId];
    return Promise.all(
      ["enrollment", "touch", "signal"].map((table) =>
        run(`update ${table} set person_id = $3 where workspace_id = $1 and person_id = $2`, [gone, stays]),
      ),
    );
  },
  erase: ({ a }) =>
    run("delete from signal where workspace_id = $1 and person_id = $2", [from(world.people, a).personId]),
  vanish: async ({ a }) => {
    await run(`delete from touch where workspace_id = $1 and enrollment_id = ${nth("enrollment", a)}`);
    await run(`delete from enrollment where id = ${nth("enrollment", a)}`);
  },
  work: () => takeIn(),
  read: () => countSequence({ ctx, input: { id: world.sequenceId } }),
} satisfies Record<string, (deed: Deed) => Promise<unknown>>;

const some = fc.nat({ max: 20 });
const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom(...(Object.keys(DEEDS) as (keyof typeof DEEDS)[])),
  a: some,
  b: some,
  c: some,
  day: fc.nat({ max: DAYS_BACK }),
});
const entering: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constant("enter"),
  a: some,
  b: some,
  c: some,
  day: fc.nat({ max: 40 }),
});

/** Kept and counted, by every range and version. */
async function compare(zone = ZONE): Promise<void> {
  for (const versionId of [undefined, ...world.versions])
    for (const range of ["all", "today", "7d", "30d"] as const) {
      const now = toEpochMs(NOW.getTime());
      const {
        at: _,
        latest: __,
        ...kept
      } = await countSequence({ ctx, input: { id: world.sequenceId, versionId, range } });
      const counted = await withWorkspace(ctx, (tx) =>
        countAfresh(
          tx,
          { workspaceId: world.workspaceId, sequenceId: world.sequenceId, versionId: versionId ?? null },
          { since: sinceOf(range, now, zone), today: sinceOf("today", now, zone) ?? NOW },
        ),
      );
      expect([range, versionId, sorted(kept)]).toEqual([range, versionId, sorted(counted)]);
    }
}

type Held = readonly { count: number; reason: string }[];
const byName = (held: Held) => [...held].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
function sorted<T extends { heldBy: Held; nodes: Readonly<Record<string, { heldBy: Held }>> }>(counts: T) {
  const steps = Object.entries(counts.nodes).map(([step, of]) => [step, { ...of, heldBy: byName(of.heldBy) }] as const);
  return { ...counts, heldBy: byName(counts.heldBy), nodes: Object.fromEntries(steps) };
}

test("kept figures are the counted ones, whatever happened and whoever took it in when", async () => {
  await fc.assert(
    fc
      .asyncProperty(
        fc.array(entering, { minLength: 2, maxLength: 5 }),
        fc.array(deed, { minLength: 10, maxLength: 60 }),
        async (first, then) => {
          for (const one of [...first, ...then]) await DEEDS[one.kind](one);
          await compare();
        },
      )
      .beforeEach(async () => {
        for (const table of ["signal", "touch", "enrollment"])
          await run(`delete from ${table} where workspace_id = $1`);
      }),
    { numRuns: 12 },
  );
}, 120_000);

test("several at once, and taken in meanwhile by readers and workers: none is lost and none counted twice", async () => {
  for (let a = 0; a < 3; a += 1) await DEEDS.enter({ kind: "enter", a, b: a, c: a, day: a });
  const gentle = fc
    .sample(deed, { seed: 5, numRuns: 260 })
    .filter(({ kind }) => !["merge", "erase", "vanish"].includes(kind));
  const lanes = [0, 1, 2, 3].map(async (lane) => {
    for (const one of gentle.filter((_, at) => at % 4 === lane)) await DEEDS[one.kind](one);
  });
  await Promise.all(lanes);
  await compare();
});

test("derived again they are the same, also where rows were written past the triggers or the kept ones were lost", async () => {
  await DEEDS.enter({ kind: "enter", a: 0, b: 0, c: 0, day: 3 });
  await DEEDS.mail({ kind: "mail", a: 0, b: 5, c: 0, day: 2 });
  await DEEDS.visit({ kind: "visit", a: 0, b: 1, c: 1, day: 2 });
  await compare();
  await run("delete from figure_debt where workspace_id = $1");
  await run("update sequence_figure set count = count + 7 where workspace_id = $1");
  await ownerSql().begin(async (tx) => {
    await tx.unsafe("alter table visit disable trigger user");
    await tx.unsafe("update visit set node_id = 'sleep' where workspace_id = $1", [world.workspaceId]);
    await tx.unsafe("alter table visit enable trigger user");
  });
  expect((await deriveFigures()).passages).toBeGreaterThan(0);
  await compare();
});

test("another time zone puts what happened into other days", async () => {
  await DEEDS.enter({ kind: "enter", a: 0, b: 0, c: 0, day: 0 });
  await run("update enrollment set entered_at = '2026-05-20T02:00:00Z' where workspace_id = $1"); // yesterday in New York
  await compare();
  await run("update workspace_setting set time_zone = 'Asia/Tokyo' where workspace_id = $1");
  expect(await moveDays(ownerSql())).toBe(1);
  await compare("Asia/Tokyo");
  expect(await moveDays(ownerSql())).toBe(0);
});

test("more than a reader takes in is told as of then, and taken in by the worker", async () => {
  await DEEDS.enter({ kind: "enter", a: 0, b: 0, c: 0, day: 1 });
  await run(`insert into figure_debt (workspace_id, sequence_id, enrollment_id, owed_at)
    select workspace_id, sequence_id, id, '2026-05-20T11:59:00Z' from enrollment, generate_series(1, 1500) where workspace_id = $1`);
  const { at: then } = await countSequence({ ctx, input: { id: world.sequenceId } });
  expect(then).toEqual(new Date("2026-05-20T11:59:00Z"));
  expect((await takeIn()).debts).toBeGreaterThan(0);
  const { at: now, people } = await countSequence({ ctx, input: { id: world.sequenceId } });
  expect([now, people]).toEqual([NOW, 1]);
});

test("the worker lets a passage come to rest before it takes it in, unless somebody looks and finds the figures behind", async () => {
  await DEEDS.enter({ kind: "enter", a: 0, b: 0, c: 0, day: 1 });
  await takeIn();
  const owe = (count: number) =>
    run(`insert into figure_debt (workspace_id, sequence_id, enrollment_id)
      select workspace_id, sequence_id, id from enrollment, generate_series(1, ${count}) where workspace_id = $1`);
  await owe(1_500);
  expect(await takeInOwed(ownerSql(), 60_000)).toEqual({ debts: 0, more: false });
  await countSequence({ ctx, input: { id: world.sequenceId } });
  expect(await takeInOwed(ownerSql(), 60_000)).toEqual({ debts: 1_300, more: false });
  await run("update figure_book set looked_at = looked_at - interval '1 minute' where workspace_id = $1");
  await owe(1);
  expect(await takeInOwed(ownerSql(), 60_000)).toEqual({ debts: 0, more: false });
  await run("update figure_debt set owed_at = owed_at - interval '2 minutes' where workspace_id = $1");
  expect(await takeInOwed(ownerSql(), 60_000)).toEqual({ debts: 1, more: false });
});

test("what nobody looks at is taken in by sets, the oldest first, so that others have their turn between", async () => {
  await DEEDS.enter({ kind: "enter", a: 0, b: 0, c: 0, day: 1 });
  await takeIn();
  await run(`insert into figure_debt (workspace_id, sequence_id, enrollment_id, owed_at)
    select workspace_id, id, 'gone_' || n, clock_timestamp() - n * interval '1 minute' from sequence, generate_series(2, 302) n
    where workspace_id = $1`);
  expect(await takeInOwed(ownerSql(), 60_000)).toEqual({ debts: 300, more: true });
  expect(await run("select enrollment_id as id from figure_debt where workspace_id = $1")).toEqual([{ id: "gone_2" }]);
  expect(await takeInOwed(ownerSql(), 60_000)).toEqual({ debts: 1, more: false });
});
