import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unparkIdleLanes } from "./lanes";
import { type EmptyDatabase, emptyDatabase } from "./testing/database";
import { Journal } from "./testing/journal";
import { openEmbedded, type Target } from "./testing/target";

const WAITING = 100_000;
const PARKED = 20_000;

let database: EmptyDatabase;
let sql: Sql;
let target: Target;
const journal = new Journal();

beforeAll(async () => {
  database = await emptyDatabase();
  sql = postgres(database.url, { max: 1, connection: { search_path: "engine" }, onnotice: () => undefined });
  target = await openEmbedded(
    (client) => [
      client.createFunction({ id: "waiter", triggers: [{ event: "go" }] }, async ({ event, step }) => {
        const woken = await step.waitForEvent("wait", {
          event: "come",
          timeout: "10m",
          if: "async.data.n == event.data.n",
        });
        await step.run("end", () => journal.note(`end ${event.data.n} ${woken?.data.n}`));
      }),
      client.createFunction(
        { id: "serial", triggers: [{ event: "queue" }], concurrency: { limit: 1, key: "event.data.key" } },
        async ({ event, step }) => {
          await step.run("end", () => journal.note(`served ${event.data.key}`));
        },
      ),
    ],
    { databaseUrl: database.url, appId: "scale" },
  );
  // One real run writes the row of the step it waits in; the others are copies of it.
  await target.client.send({ name: "go", data: { n: -1 } });
  while ((await sql`select 1 from wait`).length === 0) await sql`select 1`;
  await sql`
    insert into run (id, function_id, event, due)
    select 'copy-' || n, function_id, jsonb_set(event::jsonb, '{data,n}', to_jsonb(n)), due from run, generate_series(1, ${WAITING}) as n`;
  await sql`
    insert into wait (run_id, step_id, event, path, value, until)
    select 'copy-' || n, step_id, wait.event, path, n::text, until from wait, generate_series(1, ${WAITING}) as n`;
  await sql`
    insert into run (id, function_id, event, parked, lane, lane_limit)
    select 'parked-' || n, 'scale-serial', '{"id":"x","name":"queue","ts":1,"data":{"key":"full"}}', true, 'scale-serial:full', 1
    from generate_series(1, ${PARKED}) as n`;
  await sql`insert into run (id, function_id, event, lane, lane_limit, lease, due)
    values ('holder', 'scale-serial', '{"id":"x","name":"queue","ts":1,"data":{"key":"full"}}', 'scale-serial:full', 1, 'nobody', now() + interval '1 hour')`;
  await sql`analyze`;
});
afterAll(async () => {
  await target.stop();
  await sql.end();
  await database.drop();
});

/** Rows PostgreSQL has read one by one from a table, whole or through an index. */
async function rowsRead(): Promise<number> {
  await sql`select pg_stat_force_next_flush()`;
  await sql`select pg_stat_clear_snapshot()`;
  const [row] = await sql<{ rows: number }[]>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::float8 as rows from pg_stat_user_tables where schemaname = 'engine' and relname in ('run', 'wait')`;
  return row?.rows ?? Number.NaN;
}

test(`with ${WAITING} runs waiting and ${PARKED} parked, waking ten, serving a free lane and looking for idle ones reads a handful of rows`, async () => {
  const before = await rowsRead();
  await target.client.send(Array.from({ length: 10 }, (_, n) => ({ name: "come", data: { n: n + 500 } })));
  await target.client.send({ name: "come", data: { n: WAITING + 1 } });
  await target.client.send({ name: "queue", data: { key: "free" } });
  await journal.until(() => journal.of("end").length === 10 && journal.of("served").length === 1);
  expect(journal.of("end").toSorted()).toEqual(Array.from({ length: 10 }, (_, n) => `end ${n + 500} ${n + 500}`));
  expect(journal.of("served")).toEqual(["served free"]);
  expect(await unparkIdleLanes(sql)).toBe(0);
  // The engine's connections report what they read within a second of being idle: stopping them makes them report at once.
  await target.stop();
  expect((await rowsRead()) - before).toBeLessThan(2_000);
});
