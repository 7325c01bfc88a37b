import postgres, { type Sql } from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { unparkIdleLanes } from "./lanes";
import { pruneEngine } from "./prune";
import { type EmptyDatabase, emptyDatabase } from "./testing/database";
import { Journal } from "./testing/journal";
import { openEmbedded, type Target } from "./testing/target";

let database: EmptyDatabase;
let sql: Sql;
let target: Target;
const journal = new Journal();

beforeEach(async () => {
  journal.entries.length = 0;
  database = await emptyDatabase();
  sql = postgres(database.url, { max: 2, connection: { search_path: "engine" }, onnotice: () => undefined });
  target = await openEmbedded(
    (client) => [
      client.createFunction(
        { id: "serial", triggers: [{ event: "go" }], concurrency: { limit: 1, key: "event.data.key" } },
        async ({ event, step }) => {
          await step.run("work", () => journal.note(`done ${event.data.n}`));
        },
      ),
      client.createFunction({ id: "clock", triggers: [{ cron: "* * * * * *" }] }, async ({ step }) => {
        await step.run("tick", () => journal.note("tick"));
      }),
    ],
    { databaseUrl: database.url, appId: "chores" },
  );
});
afterEach(async () => {
  await target.stop();
  await sql.end();
  await database.drop();
});

const insertRun = (id: string, parked: boolean) => sql`
  insert into run (id, function_id, event, lane, lane_limit, parked, lease, due) values (
    ${id}, 'chores-serial', ${JSON.stringify({ id, name: "go", ts: 1, data: { key: "k", n: id } })}::text::json, 'chores-serial:k', 1,
    ${parked}, ${parked ? null : "of a dead worker"}, ${parked ? null : sql`now() + interval '1 second'`})`;

test("a lane whose only place is held by a dead worker is free again when the lease lapses, and all behind it are served", async () => {
  await insertRun("holder", false);
  await target.client.send([1, 2, 3].map((n) => ({ name: "go", data: { key: "k", n } })));
  await target.client.send({ name: "go", data: { key: "free", n: "beside" } });
  await journal.until(() => journal.of("done").length === 5);
  expect(journal.of("done").toSorted()).toEqual(["done 1", "done 2", "done 3", "done beside", "done holder"]);
});

test("what is parked in a lane where nobody works is let out; where somebody works it stays", async () => {
  await target.stop();
  await insertRun("parked", true);
  await insertRun("holder", false);
  expect(await unparkIdleLanes(sql)).toBe(0);
  await sql`delete from run where id = 'holder'`;
  expect(await unparkIdleLanes(sql)).toBe(1);
  expect([...(await sql`select parked, due <= now() as due from run where id = 'parked'`)]).toEqual([
    { parked: false, due: true },
  ]);
});

test("a cron whose worker was killed in the middle of a tick goes on", async () => {
  await journal.seen("tick");
  const stuck = () => sql`
    update engine_chores._private_jobs set locked_at = now() - interval '2 minutes', locked_by = 'dead worker'
    where key like 'chores-clock%' and locked_at is null returning id`;
  while ((await stuck()).length === 0) await sql`select 1`;
  const before = journal.count("tick");
  await sql`select engine_chores.add_job('unlock')`;
  await journal.until(() => journal.count("tick") >= before + 2);
  expect((await sql`select 1 from engine_chores._private_jobs where locked_by = 'dead worker'`).length).toBe(0);
});

test("pruning forgets what has ended long ago with its steps, and keys after a day; nothing else", async () => {
  await target.client.send({ name: "go", id: "old", data: { key: "a", n: "old" } });
  await target.client.send({ name: "go", id: "new", data: { key: "a", n: "new" } });
  await journal.until(() => journal.of("done").length === 2);
  await target.stop();
  await sql`update run set ended_at = now() - interval '3 days 1 minute' where event->>'id' = 'old'`;
  await sql`update event_seen set at = now() - interval '24 hours 1 minute' where id = 'old'`;
  await sql`delete from step using run where step.run_id = run.id and run.function_id = 'chores-clock'`;
  await sql`delete from run where function_id = 'chores-clock'`;
  await sql`insert into started_once (function_id, key, at) values ('f', 'old', now() - interval '25 hours'), ('f', 'new', now())`;
  await pruneEngine(sql);
  expect((await sql`select event->>'id' as id from run`).map((row) => row.id)).toEqual(["new"]);
  expect((await sql`select count(*)::int as steps from step`)[0]).toEqual({ steps: 1 });
  expect((await sql`select id from event_seen where id in ('old', 'new')`).map((row) => row.id)).toEqual(["new"]);
  expect((await sql`select key from started_once`).map((row) => row.key)).toEqual(["new"]);
});
