import { parseArgs } from "node:util";
import postgresJs from "postgres";
import { defaultRules } from "@/core/attention/default-rules";
import { toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { type Database, openDatabase, useDatabase as setDatabase } from "@/db/client";
import { createSequence, createWorkspace } from "@/db/testing/factories";
import { listContacts } from "@/server/services/contacts/list";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { getJourney } from "@/server/services/journeys/get";
import { countSequence } from "@/server/services/sequences/counts";
import { deriveFigures } from "@/server/services/sequences/derive-figures";
import { decidePeople } from "@/server/services/touches/decide";
import { requestTouches } from "@/server/services/touches/request";
import { touchOf } from "@/server/services/touches/testing/new-touch";
import { asSuperuser } from "./harness/bulk";
import { percentile } from "./harness/percentile";
import { type BenchPostgres, startPostgres } from "./harness/postgres";
import { dearestStatements, WATCHED, watchStatements } from "./harness/statements";
import { prepareHeed } from "./heed/environment";
import { type Filled, fill, MAILS, nameOf, SEQUENCES } from "./scale/fill";

/** Contacts of the workspace the aims are meant for. */
const FULL_SIZE = 1_000_000;

/**
 * `bench scale [--contacts N] [--rounds N] [--seconds N] [--statements]`: what people wait for in a workspace of N contacts (ten
 * messages and thirty signals each) and in one of a tenth of that: a journey, a search, the counts of a sequence, a decision about
 * one person. `growth` is the worst ratio of the two sizes. N is 100,000 unless said otherwise, a tenth of the full size. When
 * the time is over, it tells what was measured until then: fewer rounds, or the smaller size alone.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      contacts: { type: "string", default: "100000" },
      rounds: { type: "string", default: "200" },
      seconds: { type: "string", default: "1800" },
      statements: { type: "boolean", default: false },
    },
  });
  const contacts = Number(values.contacts);
  const { statements } = values;
  const until = performance.now() + Number(values.seconds) * 1_000;
  const postgres = await startPostgres(statements ? WATCHED : []);
  try {
    const terms = { rounds: Number(values.rounds), until, statements };
    const small = await measure(postgres, "heed_small", Math.ceil(contacts / 10), terms);
    const large = await inTime(measure(postgres, "heed_large", contacts, terms));
    return {
      contacts,
      sizes: `${contacts / FULL_SIZE} of the full size against ${contacts / 10 / FULL_SIZE}`,
      ...(large ?? { not_measured: `${contacts} contacts in ${values.seconds} s` }),
      small,
      ...growthOf(small, large),
      postgres: postgres.version,
    };
  } finally {
    await postgres.stop();
  }
}

const figures = ["journey_p95_ms", "search_p95_ms", "counts_p95_ms", "decide_p95_ms"] as const;
type Times = Record<(typeof figures)[number], number | null>;

function growthOf(small: Times, large: Times | null): Record<string, unknown> {
  const ratios = figures.flatMap((name) => {
    const [before, after] = [small[name], large?.[name] ?? null];
    return before === null || after === null ? [] : [[name, Math.round((after / before) * 100) / 100] as const];
  });
  if (ratios.length === 0) return { growth: null };
  return { growth: Math.max(...ratios.map(([, ratio]) => ratio)), growth_by: Object.fromEntries(ratios) };
}

/** Null: PostgreSQL ended a statement because the time was over. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof postgresJs.PostgresError && error.code === "57014") return null;
    throw error;
  }
}

interface Terms {
  readonly rounds: number;
  /** In ms of `performance.now()`. */
  readonly until: number;
  readonly statements: boolean;
}

type Asked = Times & { median: Times; rounds: number };
type Measured = Asked & Filled & { load_s: number; derive_s: number };
/** Each of the pool's connections plans a statement five times before it keeps a plan. */
const WARM_ROUNDS = 60;

async function measure(postgres: BenchPostgres, name: string, contacts: number, terms: Terms): Promise<Measured> {
  const heed = await prepareHeed(postgres, name);
  Object.assign(process.env, heed.variables);
  const database = openDatabase(heed);
  setDatabase(database);
  try {
    const world = await found();
    const superuser = asSuperuser(postgres.url, heed.ownerUrl);
    const loading = stopwatch();
    const filled = await fill(superuser, world, contacts, { until: terms.until, say });
    const load_s = loading();
    say(`${contacts} contacts loaded in ${load_s} s`);
    const deriving = stopwatch();
    await deriveFigures();
    const derive_s = deriving();
    say(`figures derived in ${derive_s} s`);
    const ctx = systemContext({ workspaceId: world.workspaceId, name: "bench" });
    // everybody has asked once: what is measured is a day's work, not the first minute after a restart
    await ask(ctx, database, world, contacts, { ...terms, rounds: Math.min(WARM_ROUNDS, terms.rounds), from: 0 });
    if (terms.statements) await watchStatements(superuser);
    const asked = await ask(ctx, database, world, contacts, { ...terms, from: WARM_ROUNDS });
    if (terms.statements) say(await dearestStatements(superuser));
    return { ...filled, load_s, derive_s, ...asked };
  } finally {
    await database.close();
  }
}

function stopwatch(): () => number {
  const began = performance.now();
  return () => Math.round((performance.now() - began) / 100) / 10;
}

const say = (line: string) => process.stderr.write(`${line}\n`);

type World = Awaited<ReturnType<typeof found>>;

async function found() {
  const world = await createWorkspace({ rules: defaultRules });
  const { workspaceId, senderId, topicId } = world;
  const mails = Array.from({ length: MAILS }, (_, at) => at + 1);
  const graph = drawGraph({
    start: { kind: "trigger", next: { next: "mail1" } },
    ...Object.fromEntries(
      mails.flatMap((n) => [
        [
          `mail${n}`,
          { kind: "email", config: { senderId, topicId, subject: `Message ${n}` }, next: { next: `wait${n}` } },
        ],
        [`wait${n}`, { kind: "delay", next: { next: n === MAILS ? "end" : `mail${n + 1}` } }],
      ]),
    ),
    end: { kind: "exit" },
  });
  const sequences: { id: string }[] = [];
  for (let n = 0; n < SEQUENCES; n += 1) {
    const { sequenceId } = await createSequence(workspaceId, graph, { name: nameOf(n) });
    sequences.push({ id: sequenceId });
  }
  return { ...world, sequences };
}

async function ask(
  ctx: ServiceContext,
  database: Database,
  world: World,
  contacts: number,
  { rounds, from, until }: Terms & { from: number },
): Promise<Asked> {
  const all: Record<(typeof figures)[number], number[]> = {
    journey_p95_ms: [],
    search_p95_ms: [],
    counts_p95_ms: [],
    decide_p95_ms: [],
  };
  const timed = async (of: keyof typeof all, work: () => Promise<unknown>) => {
    const started = performance.now();
    await work();
    all[of].push(performance.now() - started);
  };
  let round = from;
  for (; round < from + rounds && performance.now() < until; round += 1) {
    const i = (round * 7_919) % contacts;
    const contactId = `ctc_${i}`;
    await timed("journey_p95_ms", () => getJourney({ ctx, input: { contactId } }));
    for (const search of await searches(database, contactId)) {
      await timed("search_p95_ms", () => listContacts({ ctx, input: { search, limit: 50 } }));
    }
    const one = world.sequences[round % SEQUENCES];
    await react(database, world.workspaceId, round, contacts); // since somebody looked last
    if (one)
      await timed("counts_p95_ms", () => countSequence({ ctx, input: { id: one.id, range: RANGES[round % 4] } }));
    await requestTouches(database.ownerSql, [
      touchOf(
        world,
        { personId: `per_${i}`, contactId },
        { key: `bench ${round}`, dueAt: nowMs(), deadlineAt: nowMs(7) },
      ),
    ]);
    await timed("decide_p95_ms", () => decidePeople(world.workspaceId, [`per_${i}`]));
  }
  const share = (of: number) => Object.fromEntries(figures.map((name) => [name, percentile(all[name], of)])) as Times;
  return { ...share(0.95), median: share(0.5), rounds: round - from };
}

const RANGES = ["all", "today", "7d", "30d"] as const;
/** Ten people of the round's sequence click in a mail. */
async function react(database: Database, workspaceId: string, round: number, contacts: number): Promise<void> {
  await database.ownerSql`
    insert into signal (id, workspace_id, person_id, contact_id, kind, touch_id, source, source_id, verdict, occurred_at)
    select 'sig_r' || ${round}::int || '_' || n, ${workspaceId}, 'per_' || who, 'ctc_' || who, 'click', 'tch_' || who, 'own',
      'r' || ${round}::int || '_' || n, 'human', now()
    from generate_series(1, 10) n,
      lateral (select (${round % SEQUENCES}::int + ${SEQUENCES}::int * (${round}::int * 31 + n * 7)) % ${contacts}::int as who) w`;
}

const DAY_MS = 86_400_000;
const nowMs = (days = 0) => toEpochMs(Date.now() - 60_000 + days * DAY_MS);

/** As people type: a whole address, a name, the beginning of one, a part that many share. */
async function searches(database: Database, contactId: string): Promise<string[]> {
  const [row] = await database.ownerSql<{ email: string; first: string; last: string }[]>`
    select email, lower(first_name) as first, lower(last_name) as last from contact where id = ${contactId}`;
  if (!row) throw new Error("the contact was loaded");
  return [row.email, `${row.first} ${row.last}`, row.last.slice(0, 5), row.first, row.first.slice(0, 2)];
}
