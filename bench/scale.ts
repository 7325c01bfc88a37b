import { parseArgs } from "node:util";
import { defaultRules } from "@/core/attention/default-rules";
import { toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { type Database, openDatabase, useDatabase as setDatabase } from "@/db/client";
import { createSequence, createWorkspace } from "@/db/testing/factories";
import { listContacts } from "@/server/services/contacts/list";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { getJourney } from "@/server/services/journeys/get";
import { countSequence } from "@/server/services/sequences/counts";
import { decidePeople } from "@/server/services/touches/decide";
import { requestTouches } from "@/server/services/touches/request";
import { touchOf } from "@/server/services/touches/testing/new-touch";
import { asSuperuser } from "./harness/bulk";
import { percentile } from "./harness/percentile";
import { type BenchPostgres, startPostgres } from "./harness/postgres";
import { dearestStatements, WATCHED, watchStatements } from "./harness/statements";
import { prepareHeed } from "./heed/environment";
import { type Filled, fill, MAILS, SEQUENCES } from "./scale/fill";

/** Contacts of the workspace the aims are meant for. */
const FULL_SIZE = 1_000_000;

/**
 * `bench scale [--contacts N] [--rounds N] [--statements]`: what people wait for in a workspace of N contacts (ten messages and
 * thirty signals each) and in one of a tenth of that: a journey, a search, the counts of a sequence, a decision about one person.
 * `growth` is the worst ratio of the two sizes. N is 100,000 unless said otherwise, a tenth of the full size.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      contacts: { type: "string", default: "100000" },
      rounds: { type: "string", default: "200" },
      statements: { type: "boolean", default: false },
    },
  });
  const contacts = Number(values.contacts);
  const rounds = Number(values.rounds);
  const flags = values.statements ? WATCHED : [];
  const postgres = await startPostgres(flags);
  try {
    const small = await measure(postgres, "heed_small", Math.ceil(contacts / 10), rounds, values.statements);
    const large = await measure(postgres, "heed_large", contacts, rounds, values.statements);
    const { filled, ...times } = large;
    const ratios = figures.map((name) => [name, ratio(large[name], small[name])] as const);
    return {
      ...filled,
      sizes: `${contacts / FULL_SIZE} of the full size against ${contacts / 10 / FULL_SIZE}`,
      ...times,
      small: small.filled,
      ...Object.fromEntries(figures.map((name) => [`small_${name}`, small[name]])),
      growth: Math.max(...ratios.map(([, value]) => value)),
      growth_by: Object.fromEntries(ratios),
      rounds,
      postgres: postgres.version,
    };
  } finally {
    await postgres.stop();
  }
}

const figures = ["journey_p95_ms", "search_p95_ms", "counts_p95_ms", "decide_p95_ms"] as const;
type Times = Record<(typeof figures)[number], number>;

const ratio = (large: number, small: number): number => Math.round((large / small) * 100) / 100;

async function measure(
  postgres: BenchPostgres,
  name: string,
  contacts: number,
  rounds: number,
  statements: boolean,
): Promise<Times & { filled: Filled }> {
  const heed = await prepareHeed(postgres, name);
  Object.assign(process.env, heed.variables);
  const database = openDatabase(heed);
  setDatabase(database);
  const began = performance.now();
  const world = await found();
  const superuser = asSuperuser(postgres.url, heed.ownerUrl);
  const filled = await fill(superuser, world, contacts);
  say(`${contacts} contacts loaded in ${Math.round((performance.now() - began) / 1_000)} s`);
  const ctx = systemContext({ workspaceId: world.workspaceId, name: "bench" });
  // everybody has asked once: what is measured is a day's work, not the first minute after a restart
  await ask(ctx, database, world, contacts, Math.min(20, rounds), 0);
  if (statements) await watchStatements(superuser);
  const times = await ask(ctx, database, world, contacts, rounds, 20);
  if (statements) say(await dearestStatements(superuser));
  await database.close();
  return { ...times, filled };
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
  const sequences: { id: string; versionId: string }[] = [];
  for (let n = 0; n < SEQUENCES; n += 1) {
    const { sequenceId, versionId } = await createSequence(workspaceId, graph, { name: `Sequence ${n}` });
    sequences.push({ id: sequenceId, versionId });
  }
  return { ...world, sequences };
}

async function ask(
  ctx: ServiceContext,
  database: Database,
  world: World,
  contacts: number,
  rounds: number,
  from: number,
): Promise<Times> {
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
  for (let round = from; round < from + rounds; round += 1) {
    const i = (round * 7_919) % contacts;
    const contactId = `ctc_${i}`;
    await timed("journey_p95_ms", () => getJourney({ ctx, input: { contactId } }));
    for (const search of await searches(database, contactId)) {
      await timed("search_p95_ms", () => listContacts({ ctx, input: { search, limit: 50 } }));
    }
    const one = world.sequences[round % SEQUENCES];
    if (one) await timed("counts_p95_ms", () => countSequence({ ctx, input: { id: one.id } }));
    await requestTouches(database.ownerSql, [
      touchOf(
        world,
        { personId: `per_${i}`, contactId },
        { key: `bench ${round}`, dueAt: nowMs(), deadlineAt: nowMs(7) },
      ),
    ]);
    await timed("decide_p95_ms", () => decidePeople(world.workspaceId, [`per_${i}`]));
  }
  return Object.fromEntries(figures.map((name) => [name, percentile(all[name], 0.95) ?? Number.NaN])) as Times;
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
