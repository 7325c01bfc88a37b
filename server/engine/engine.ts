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
import postgres, { type Sql } from "postgres";
import { deferred } from "./deferred";
import { type Doors, listenOn, makeFetch, makeServer } from "./doors";
import type { EngineOptions } from "./engine-options";
import { type Closers, type Parts, startParts } from "./parts";
import type { SdkHandler } from "./sdk-handler";

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

/**
 * Every statement is about a few runs and has an index: planned once per connection, always over it. Tables grow from nothing to
 * 100,000 rows faster than statistics follow, and a plan kept from the beginning would otherwise scan them.
 */
const BY_INDEX = {
  plan_cache_mode: "force_generic_plan",
  enable_seqscan: "off",
  enable_hashjoin: "off",
  enable_mergejoin: "off",
};

export function createEngine(options: EngineOptions): Engine {
  const { databaseUrl, schema = "engine", logger } = options;
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) throw new Error(`${schema} cannot be the name of the engine's schema`);
  const sql = postgres(databaseUrl, {
    max: 8,
    connection: {
      search_path: schema,
      application_name: "engine",
      ...BY_INDEX,
    },
    onnotice: (notice) => logger.info({ notice: notice.message }, "notice from PostgreSQL"),
  });
  const closers: Closers = [() => sql.end({ timeout: 5 })];
  const ready = deferred<Parts>();
  const doors = makeDoors(ready.promise);
  let stopped: Promise<void> | undefined;

  async function stop(): Promise<void> {
    ready.reject(new Error("the engine was stopped before it had started"));
    for (const close of closers.reverse()) await close();
  }

  return {
    fetch: makeFetch(doors),
    async start(handler) {
      try {
        ready.resolve(await startParts({ ...options, schema }, sql, handler, closers));
      } catch (error) {
        ready.reject(error);
        throw error;
      }
    },
    async listen({ port, host = "127.0.0.1" }) {
      const server = makeServer(doors, (error) => logger.error({ err: error }, "cannot take an event"));
      const door = await listenOn(server, port, host);
      closers.push(door.close);
      return { port: door.port, url: `http://${host}:${door.port}` };
    },
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
    stats: async () => await readStats(sql, await ready.promise),
  };
}

function makeDoors(ready: Promise<Parts>): Doors {
  return {
    takeEvents: async (events) => {
      const { take } = await ready;
      await Promise.all(events.map((event) => take({ event })));
    },
    checkpoint: async (checkpoint) => {
      const { worker } = await ready;
      return await worker.checkpoint(checkpoint);
    },
  };
}

async function readStats(sql: Sql, { worker }: Parts): Promise<EngineStats> {
  const [row] = await sql<Omit<EngineStats, "working">[]>`
    select count(*) filter (where due <= now())::int as due, count(*) filter (where status = 'active' and lease is null and due > now())::int as waiting,
      count(*) filter (where parked)::int as parked, count(*) filter (where status = 'completed')::int as completed,
      count(*) filter (where status = 'failed')::int as failed from run`;
  if (row === undefined) throw new Error("the engine's table of runs cannot be read");
  return { working: worker.active(), ...row };
}
