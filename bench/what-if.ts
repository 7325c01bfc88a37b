import { parseArgs } from "node:util";
import { defaultRules } from "@/core/attention/default-rules";
import type { CapRule } from "@/core/attention/rule";
import { DAY_MS, toEpochMs } from "@/core/instant";
import { type Database, openDatabase, useDatabase as setDatabase } from "@/db/client";
import { createWorkspace } from "@/db/testing/factories";
import { tryBatch } from "@/server/services/rules/try-out";
import { asSuperuser, loadInBulk } from "./harness/bulk";
import { startMeter } from "./harness/meter";
import { type BenchPostgres, startPostgres } from "./harness/postgres";
import { prepareHeed } from "./heed/environment";
import { insertPeople } from "./heed/people";

/**
 * `bench what-if [--touches N] [--people N]`: a changed rule tried on 90 days of sent messages, batch by batch as the rule's
 * dialog asks for it, in the app's own role. Rows lie in the table in the order they were sent, not person by person.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      touches: { type: "string", default: "1000000" },
      people: { type: "string", default: "50000" },
      companies: { type: "string", default: "5000" },
    },
  });
  const touches = Number(values.touches);
  const postgres = await startPostgres();
  try {
    const heed = await prepareHeed(postgres, "heed_bench");
    const database = openDatabase(heed);
    setDatabase(database);
    const { workspaceId } = await createWorkspace({ rules: "default" });
    await insertPeople(database, workspaceId, Number(values.people));
    const now = Date.parse("2026-11-02T10:00:00Z");
    const companies = Number(values.companies);
    await database.ownerSql`insert into company (id, workspace_id, name)
      select 'cmp_bench' || n, ${workspaceId}, 'Company ' || n from generate_series(0, ${companies - 1}::int) n`;
    await insertLedger(asSuperuser(postgres.url, heed.ownerUrl), workspaceId, { touches, companies, now });
    const tried: Record<string, unknown> = {};
    let slowest = 0;
    for (const rule of rules()) {
      const one = await tryAll(database, postgres, workspaceId, rule, now);
      tried[rule.name] = one;
      slowest = Math.max(slowest, one.seconds);
    }
    await database.close();
    return {
      touches,
      people: Number(values.people),
      companies,
      days: 90,
      slowest_s: slowest,
      tried,
      postgres: postgres.version,
    };
  } finally {
    await postgres.stop();
  }
}

/** The default rules tightened, a calendar week, one counter per topic, and what a company may hear: little, much, a day. */
function rules(): CapRule[] {
  const base = defaultRules[1];
  if (!base) throw new Error("there are default rules");
  return [
    { ...base, name: "two in 7 days", max: 2 },
    { ...base, name: "two a calendar week", max: 2, window: { kind: "calendar", period: "week" } },
    { ...base, name: "one a topic in 7 days", max: 1, scope: { kind: "topic", id: null } },
    { ...base, name: "48 hours apart", max: null, window: null, minGapMs: 2 * DAY_MS },
    { ...base, name: "three of a company in 7 days", max: 3, scope: { kind: "company" } },
    { ...base, name: "fifty of a company in 30 days", max: 50, window: days(30), scope: { kind: "company" } },
    {
      ...base,
      name: "one of a company a day",
      max: 1,
      window: { kind: "calendar", period: "day" },
      scope: { kind: "company" },
    },
  ];
}

const days = (count: number) => ({ kind: "rolling", lengthMs: count * DAY_MS }) as const;

async function tryAll(database: Database, postgres: BenchPostgres, workspaceId: string, rule: CapRule, now: number) {
  const began = performance.now();
  const meter = startMeter([postgres.pid]);
  const own = process.cpuUsage();
  let after: string | null = null;
  let first = 0;
  let batches = 0;
  const sum = { judged: 0, held: 0, skipped: 0, people: 0 };
  do {
    const from: string | null = after;
    const batch: Awaited<ReturnType<typeof tryBatch>> = await database.withWorkspace({ workspaceId }, (tx) =>
      tryBatch(tx, workspaceId, rule, toEpochMs(now), from),
    );
    batches += 1;
    if (batches === 1) first = performance.now() - began;
    for (const key of ["judged", "held", "skipped", "people"] as const) sum[key] += batch[key];
    after = batch.next;
  } while (after !== null);
  return {
    ...sum,
    batches,
    first_answer_ms: Math.round(first),
    seconds: Math.round((performance.now() - began) / 10) / 100,
    cpu_s: Math.round(meter.stop().cpuMs / 10) / 100,
    of_it_core_s: Math.round(process.cpuUsage(own).user / 10_000) / 100,
  };
}

/**
 * Messages at random people over 90 days, oldest first: the order a year of sending leaves them in. Written as the superuser
 * without triggers, and its indexes built at the end: what is measured is reading.
 */
async function insertLedger(
  url: string,
  workspaceId: string,
  { touches: count, companies, now }: { touches: number; companies: number; now: number },
): Promise<void> {
  await loadInBulk(url, ["touch"], async (sql) => {
    await sql`create temp table bench_person as select row_number() over (order by c.id) - 1 as n, c.person_id, c.id as contact_id from contact c`;
    await sql`create unique index on bench_person (n)`;
    for (let from = 0; from < count; from += SET) {
      const range = [from, Math.min(SET, count - from), count, new Date(now).toISOString(), companies];
      await sql.unsafe(INSERT, [workspaceId, ...range]);
    }
  });
}

const SET = 50_000;

const INSERT = `
insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, topic_id, team_id,
  company_id, sender_id, sequence_id, template_family, repeat, because, request, due_at, counted_at, claimed_at, accepted_at, ended_at,
  content_hash, body_fingerprint, subject, message_id)
select 'tch_' || md5(g.n::text), $1::text, p.person_id, p.contact_id, 'bench/' || g.n, 'accepted', 'sequence',
  case when g.n % 3 = 0 then 'sales' else 'marketing' end, true, true, 'top_bench' || g.n % 7, 'team_bench' || g.n % 5,
  'cmp_bench' || p.n % $6::int, 'snd_bench' || g.n % 9, 'seq_benchmark000000000000' || g.n % 40, 'family' || g.n % 200, '{"kind":"never"}',
  jsonb_build_object('v', 1, 'because', null, 'filler', repeat('x', 300)), '{"from":"node"}', g.at, g.at, g.at, g.at, g.at,
  md5((g.n % 500)::text), md5(g.n::text), 'Three things to try', '<' || g.n || '@bench.example>'
from (
  select n, $5::timestamptz - interval '90 days' * (1 - n::float8 / $4::int) as at
  from generate_series($2::int, $2::int + $3::int - 1) as n) g
join bench_person p on p.n = (('x' || substr(md5('who' || g.n), 1, 7))::bit(28)::int) % (select count(*) from bench_person)`;
