import postgres, { type Sql } from "postgres";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrateEngine } from "./migrate";
import { migrations } from "./migrations";
import { type EmptyDatabase, emptyDatabase } from "./testing/database";
import { Journal } from "./testing/journal";
import { openEmbedded, type Target } from "./testing/target";

let database: EmptyDatabase;
let sql: Sql;
let targets: Target[];
beforeEach(async () => {
  database = await emptyDatabase();
  sql = postgres(database.url, { max: 2, connection: { search_path: "engine" }, onnotice: () => undefined });
  targets = [];
});
afterEach(async () => {
  await Promise.all(targets.map((target) => target.stop()));
  await sql.end();
  await database.drop();
});

describe("several workers on one database", () => {
  test("each step runs once, whoever takes it; an event wakes runs of both", async () => {
    const journal = new Journal();
    const by = [0, 0];
    for (const worker of [0, 1])
      targets.push(
        await openEmbedded(
          (client) => [
            client.createFunction({ id: "shared", triggers: [{ event: "go" }] }, async ({ event, step }) => {
              await step.run("begin", () => {
                by[worker] = (by[worker] ?? 0) + 1;
                journal.note(`begin ${event.data.n}`);
              });
              await step.waitForEvent("wait", { event: "come", timeout: "10m", if: "async.data.n == event.data.n" });
              await step.run("end", () => journal.note(`end ${event.data.n}`));
            }),
          ],
          { databaseUrl: database.url, appId: "shared", capacity: 10 },
        ),
      );
    const runs = Array.from({ length: 150 }, (_, n) => n);
    const [first, second] = targets;
    await first?.client.send(runs.map((n) => ({ name: "go", data: { n } })));
    await journal.until(() => journal.of("begin").length >= 150);
    while (journal.of("end").length < 150) {
      const done = new Set(journal.of("end"));
      const left = runs.filter((n) => !done.has(`end ${n}`));
      await second?.client.send(left.map((n) => ({ name: "come", data: { n } })));
    }
    expect(journal.of("begin").toSorted()).toEqual(runs.map((n) => `begin ${n}`).toSorted());
    expect(journal.of("end").toSorted()).toEqual(runs.map((n) => `end ${n}`).toSorted());
    expect(Math.min(...by)).toBeGreaterThan(0);
  });

  test("a tick of a cron is one run, however many workers there are, and the next follows", async () => {
    const journal = new Journal();
    for (const worker of [0, 1])
      targets.push(
        await openEmbedded(
          (client) => [
            // Six fields, the first for seconds, are this engine's own: a test need not wait for a minute.
            client.createFunction(
              { id: "clock", triggers: [{ cron: "TZ=Europe/Rome * * * * * *" }] },
              async ({ event, step }) => {
                await step.run("tick", () => journal.note(`tick ${worker} ${event.name}`));
              },
            ),
          ],
          { databaseUrl: database.url, appId: "shared" },
        ),
      );
    await journal.until(() => journal.of("tick").length >= 3);
    const ticks = await sql<{ runs: number }[]>`select count(*)::int as runs from run group by event->>'id'`;
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.every(({ runs }) => runs === 1)).toBe(true);
    expect(journal.entries.every((entry) => entry.endsWith("inngest/scheduled.timer"))).toBe(true);
  });

  test("a step whose lease went to another worker is not saved, and the call behind it stops", async () => {
    const journal = new Journal();
    const gate = new Journal();
    targets.push(
      await openEmbedded(
        (client) => [
          client.createFunction({ id: "slow", triggers: [{ event: "go" }] }, async ({ step, runId }) => {
            const made = await step.run("first", async () => {
              const turn = journal.of("first").length;
              journal.note(`first ${turn} ${runId}`);
              if (turn === 0) await gate.seen("open");
              return turn;
            });
            await step.run("second", () => journal.note(`second ${made}`));
          }),
        ],
        { databaseUrl: database.url },
      ),
    );
    await targets[0]?.client.send({ name: "go", data: {} });
    await journal.until(() => journal.of("first 0").length === 1);
    await sql`update run set lease = 'somebody else', due = now() + interval '1 hour'`;
    gate.note("open");
    // The engine has dropped the run when it works on nothing: only then is it given back.
    while ((await targets[0]?.working()) !== 0) await sql`select 1`;
    expect((await sql`select count(*)::int as steps from step`)[0]?.steps).toBe(0);
    expect((await sql`select lease, status from run`)[0]).toEqual({ lease: "somebody else", status: "active" });
    await sql`update run set due = now()`;
    await journal.until(() => journal.of("second").length > 0);
    expect(journal.of("second")).toEqual(["second 1"]);
  });
});

test("a worker whose connections are all cut goes on: events, waits, time-outs, crons", async () => {
  const journal = new Journal();
  targets.push(
    await openEmbedded(
      (client) => [
        client.createFunction({ id: "waiter", triggers: [{ event: "go" }] }, async ({ event, step }) => {
          await step.run("begin", () => journal.note(`begin ${event.data.n}`));
          const woken = await step.waitForEvent("wait", { event: "come", timeout: event.data.timeout });
          await step.run("end", () => journal.note(`end ${event.data.n} ${woken?.data.mark}`));
        }),
        client.createFunction({ id: "clock", triggers: [{ cron: "* * * * * *" }] }, async ({ step }) => {
          await step.run("tick", () => journal.note("tick"));
        }),
      ],
      { databaseUrl: database.url, leaseMs: 2_000 },
    ),
  );
  const client = targets[0]?.client;
  await client?.send({ name: "go", data: { n: 1, timeout: "10m" } });
  await client?.send({ name: "go", data: { n: 2, timeout: "3s" } });
  await journal.until(() => journal.of("begin").length === 2 && journal.count("tick") > 0);
  const cut = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  expect(cut.count).toBeGreaterThan(3);
  const before = journal.count("tick");
  const sent = async () => {
    await client?.send({ name: "come", data: { mark: "x" } });
    await client?.send({ name: "go", data: { n: 3, timeout: "1s" }, id: "third" });
    return true;
  };
  while (!(await sent().catch(() => false))) await sql`select 1`;
  await journal.until(() => journal.of("end").length === 3 && journal.count("tick") > before + 1);
  expect(
    journal
      .of("end")
      .map((entry) => entry.slice(0, 5))
      .toSorted(),
  ).toEqual(["end 1", "end 2", "end 3"]);
});

test("migrations may be started by many processes at once, and again", async () => {
  await Promise.all(Array.from({ length: 5 }, () => migrateEngine(sql, "engine")));
  await migrateEngine(sql, "engine");
  const applied = await sql<{ number: number }[]>`select number from migration order by number`;
  expect(applied.map((row) => row.number)).toEqual(migrations.map(({ number }) => number));
});
