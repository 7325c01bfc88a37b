/**
 * The embedded engine: runs the functions of an Inngest 4 SDK app on PostgreSQL alone, speaking the protocol an Inngest server speaks.
 *
 *     const engine = createEngine({ databaseUrl, logger });
 *     const inngest = new Inngest({ id: "app", isDev: true, fetch: engine.fetch });    // all the client's calls stay in the process
 *     await engine.start(makeHandler(inngest, functions));                             // an SdkHandler on InngestCommHandler
 *     const { url } = await engine.listen({ port: 8288 });                             // POST /e/:key, for other processes
 *     …
 *     await engine.stop();                                                             // finishes what is under way
 *
 * `start` migrates the schema, asks the SDK for its functions and throws one error naming everything they use that this
 * engine does not do. It does: event and cron triggers, `if`, step.run, sendEvent, sleep, sleepUntil, waitForEvent with an
 * equality, parallel steps, retries, NonRetriableError, RetryAfterError, idempotency, one concurrency limit with or without
 * key, onFailure, checkpointing. Event ids are taken once in 24 hours.
 *
 * Several processes may run on one database and schema. A process that dies leaves its runs leased; they are taken up again
 * when the lease lapses (`leaseMs`). A step that was running then runs again; one that was saved does not.
 *
 * Within one run, what other branches wait for is looked at when a step that is under way has ended.
 */
import type { AddressInfo } from "node:net";
import { Pool } from "pg";
import postgres, { type Sql } from "postgres";
import { retryDelayMs } from "./backoff";
import { startChores } from "./chores";
import { type Doors, makeFetch, makeServer } from "./doors";
import { readFunctions } from "./functions";
import { gather } from "./gather";
import { type Arrival, takeEvents } from "./intake";
import type { EngineLogger } from "./logger";
import { migrateEngine } from "./migrate";
import { newId } from "./new-id";
import type { SdkHandler } from "./sdk-handler";
import { transact } from "./transact";
import { startWorker, type Worker } from "./worker";

export type EngineOptions = {
  databaseUrl: string;
  /** Schema of the engine's tables; graphile-worker's are in `<schema>_chores`. */
  schema?: string;
  logger: EngineLogger;
  /** Runs worked on at once in this process. */
  capacity?: number;
  /** How long a run stays taken by a process that has died. */
  leaseMs?: number;
  /** Milliseconds before the next try after so many failures; default as an Inngest server's. */
  retryDelayMs?: (failures: number) => number;
};

export type EngineStats = {
  working: number;
  due: number;
  waiting: number;
  parked: number;
  completed: number;
  failed: number;
};

export type Engine = {
  /** For `new Inngest({ fetch })`. Calls made before `start` wait for it. */
  fetch: typeof fetch;
  /** Begins to run functions. Throws when the database cannot be reached or a function uses what this engine does not do. */
  start: (handler: SdkHandler) => Promise<void>;
  /** Serves `POST /e/:key` on loopback (or `host`). Port 0 takes a free one. */
  listen: (options: { port: number; host?: string }) => Promise<{ port: number; url: string }>;
  /** Takes no more work, finishes what is under way and closes everything. */
  stop: () => Promise<void>;
  stats: () => Promise<EngineStats>;
};

type Started = { worker: Worker; stop: () => Promise<void> };

export function createEngine(options: EngineOptions): Engine {
  const { databaseUrl, schema = "engine", logger, capacity = 100, leaseMs = 15_000 } = options;
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) throw new Error(`${schema} cannot be the name of the engine's schema`);
  const sql = postgres(databaseUrl, {
    max: 8,
    connection: { search_path: schema, application_name: "engine" },
    onnotice: (notice) => logger.info({ notice: notice.message }, "notice from PostgreSQL"),
  });
  const ready = deferred<Started>();
  let started: Started | undefined;
  const closers: (() => Promise<unknown>)[] = [];

  const doors: Doors = {
    takeEvents: async (events) => {
      await ready.promise;
      await Promise.all(events.map((event) => take({ event })));
    },
    checkpoint: async ({ runId, lease, memos }) => {
      const { worker } = await ready.promise;
      return await worker.checkpoint({
        runId,
        lease,
        memos,
        waits: [],
        attempt: 0,
        planned: null,
        status: "active",
        dueInMs: 0,
      });
    },
  };
  let take: (arrival: Arrival) => Promise<void> = () => Promise.reject(new Error("the engine has not started"));

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    for (const close of closers) await close();
    ready.reject(new Error("the engine was stopped before it had started"));
    await started?.stop();
    await sql.end({ timeout: 5 });
  }

  return {
    fetch: makeFetch(doors),
    async start(handler) {
      try {
        const functions = await readFunctions(handler);
        await migrateEngine(sql, schema);
        const name = newId();
        const worker = startWorker({
          name,
          sql,
          handler,
          functions,
          logger,
          capacity,
          leaseMs,
          retryDelayMs: options.retryDelayMs ?? retryDelayMs,
        });
        const taken = gather(async (arrivals: Arrival[]) => {
          await transact(sql, (tx) => takeEvents(tx, functions, arrivals, name));
          worker.poke();
          return arrivals.map(() => undefined);
        });
        take = async (arrival) => {
          await taken(arrival);
        };
        const listening = await sql.listen(`${schema}_due`, (by) => by !== name && worker.poke(), worker.poke);
        const pool = new Pool({ connectionString: databaseUrl, max: 4, application_name: "engine chores" });
        const onBroken = (error: Error) => logger.error({ err: error }, "a database connection of the chores broke");
        pool.on("error", onBroken);
        pool.on("connect", (client) => client.on("error", onBroken));
        const chores = await startChores({
          sql,
          pool,
          schema: `${schema}_chores`,
          functions,
          logger,
          take,
          poke: worker.poke,
        });
        started = {
          worker,
          stop: async () => {
            await chores.stop();
            await worker.stop();
            await listening.unlisten();
            await pool.end();
          },
        };
        ready.resolve(started);
      } catch (error) {
        ready.reject(error);
        throw error;
      }
    },
    async listen({ port, host = "127.0.0.1" }) {
      const server = makeServer(doors, (error) => logger.error({ err: error }, "cannot take an event"));
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, resolve);
      });
      closers.push(
        () =>
          new Promise<void>((resolve) => {
            server.close(() => resolve());
            server.closeIdleConnections();
          }),
      );
      const bound = (server.address() as AddressInfo).port;
      return { port: bound, url: `http://${host}:${bound}` };
    },
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
    stats: async () => await readStats(sql, await ready.promise),
  };
}

/** A promise to be settled from outside. Rejecting it with nobody waiting is no fault: whoever waits gets the error. */
function deferred<Value>(): {
  promise: Promise<Value>;
  resolve: (value: Value) => void;
  reject: (error: unknown) => void;
} {
  const settle: { resolve?: (value: Value) => void; reject?: (error: unknown) => void } = {};
  const promise = new Promise<Value>((resolve, reject) => {
    settle.resolve = resolve;
    settle.reject = reject;
  });
  promise.catch(() => undefined);
  return { promise, resolve: (value) => settle.resolve?.(value), reject: (error) => settle.reject?.(error) };
}

async function readStats(sql: Sql, { worker }: Started): Promise<EngineStats> {
  const [row] = await sql<Omit<EngineStats, "working">[]>`
    select count(*) filter (where due <= now())::int as due, count(*) filter (where status = 'active' and lease is null and due > now())::int as waiting,
      count(*) filter (where parked)::int as parked, count(*) filter (where status = 'completed')::int as completed,
      count(*) filter (where status = 'failed')::int as failed from run`;
  if (row === undefined) throw new Error("the engine's table of runs cannot be read");
  return { working: worker.active(), ...row };
}
