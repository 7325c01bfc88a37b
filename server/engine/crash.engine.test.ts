import type { ChildProcess } from "node:child_process";
import postgres from "postgres";
import { afterEach, expect, inject, test } from "vitest";
import { type EmptyDatabase, emptyDatabase } from "./testing/database";
import { killable } from "./testing/killable";

const KILLS = 5;
const RUNS_A_KILL = 8;
const RUNS = KILLS * RUNS_A_KILL;
/** Bodies that may be under way in one process. */
const CAPACITY = 20;

let database: EmptyDatabase | undefined;
afterEach(() => database?.drop());
const { launch, kill } = killable(); // ends them before the database is dropped

/** Starts a worker; `url` resolves when it takes events. */
function startWorker(databaseUrl: string): {
  child: ChildProcess;
  url: Promise<string>;
  marks: (count: number) => Promise<void>;
} {
  const child = launch(inject("programs").crash, ["--database", databaseUrl]);
  let marked = 0;
  const watchers = new Set<() => void>();
  child.on("message", (message) => {
    if (message === "mark") marked += 1;
    for (const look of watchers) look();
  });
  return {
    child,
    url: new Promise((resolve, reject) => {
      child.once("exit", () => reject(new Error("the worker ended before it took events")));
      child.on("message", (message) => {
        if (typeof message === "object" && message !== null && "url" in message) resolve(String(message.url));
      });
    }),
    marks: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (marked >= count) resolve();
        };
        watchers.add(look);
        look();
      }),
  };
}

test(`${RUNS} runs pass while their workers are killed with -9 ${KILLS} times: none is lost, none is stuck, no saved step runs again`, {
  timeout: 240_000,
}, async () => {
  database = await emptyDatabase();
  const { url: databaseUrl } = database;
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  await sql`create table mark (id bigint generated always as identity, n int, step text)`;

  let worker = startWorker(databaseUrl);
  const send = async (n: number) =>
    await fetch(`${await worker.url}/e/key`, {
      method: "POST",
      body: JSON.stringify({ id: `go-${n}`, name: "crash/go", data: { n } }),
    });
  for (let killed = 0; killed < KILLS; killed += 1) {
    const first = killed * RUNS_A_KILL;
    for (let n = first; n < first + RUNS_A_KILL; n += 1) expect((await send(n)).status).toBe(200);
    await worker.marks(1 + killed);
    await kill(worker.child);
    worker = startWorker(databaseUrl);
  }
  // What was accepted before a kill is known after it: sent again, it starts nothing.
  for (let n = 0; n < RUNS; n += 1) expect((await send(n)).status).toBe(200);

  const ended = () =>
    sql`select status, count(*)::int as runs from engine.run where function_id = 'crash-passage' group by status`;
  while ((await sql`select 1 from engine.run where status = 'active' limit 1`).length > 0) await worker.marks(0);
  expect([...(await ended())]).toEqual([{ status: "completed", runs: RUNS }]);

  const marks = await sql<{ n: number; step: string; id: string }[]>`select n, step, id from mark order by id`;
  for (let n = 0; n < RUNS; n += 1) {
    const path = marks.filter((mark) => mark.n === n && mark.step !== "echo").map((mark) => mark.step);
    expect([...new Set(path)], `run ${n}: ${path}`).toEqual(["a", "b", "c", "d"]);
    // A step begins only when the one before is saved, so going back would mean that something saved was lost.
    expect(path.toSorted(), `run ${n}`).toEqual(path);
  }
  expect(new Set(marks.filter((mark) => mark.step === "echo").map((mark) => mark.n)).size).toBe(RUNS);
  expect(marks.length - RUNS * 5, "bodies that ran again").toBeLessThanOrEqual(KILLS * CAPACITY);
  const [left] =
    await sql`select (select count(*) from engine.wait)::int as waits, (select count(*) from engine.run where lease is not null)::int as leases`;
  expect(left).toEqual({ waits: 0, leases: 0 });
  await sql.end();
});
