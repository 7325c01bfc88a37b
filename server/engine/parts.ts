import { Pool } from "pg";
import type { Sql } from "postgres";
import { retryDelayMs } from "./backoff";
import { startChores } from "./chores";
import type { EngineOptions } from "./engine-options";
import { readFunctions } from "./functions";
import { gather } from "./gather";
import { type Arrival, takeEvents } from "./intake";
import { migrateEngine } from "./migrate";
import { newId } from "./new-id";
import type { SdkHandler } from "./sdk-handler";
import { transact } from "./transact";
import { startWorker, type Worker } from "./worker";

/** What works once the engine has started. */
export type Parts = { worker: Worker; take: (arrival: Arrival) => Promise<void> };

/** How to close what was opened; done in reverse order. */
export type Closers = (() => Promise<unknown>)[];

/** Starts worker, notifications and chores. What it opened is in `closers` even when it throws half-way. */
export async function startParts(
  options: EngineOptions & { schema: string },
  sql: Sql,
  handler: SdkHandler,
  closers: Closers,
): Promise<Parts> {
  const { schema, logger } = options;
  const functions = await readFunctions(handler);
  await migrateEngine(sql, schema);
  const name = newId();
  const worker = startWorker({
    name,
    sql,
    handler,
    functions,
    logger,
    capacity: options.capacity ?? 100,
    leaseMs: options.leaseMs ?? 15_000,
    retryDelayMs: options.retryDelayMs ?? retryDelayMs,
  });
  closers.push(worker.stop);
  const take = gather(async (arrivals: Arrival[]) => {
    await transact(sql, (tx) => takeEvents(tx, functions, arrivals, name));
    worker.poke();
    return arrivals.map(() => undefined);
  });
  const { unlisten } = await sql.listen(`${schema}_due`, (by) => by !== name && worker.poke(), worker.poke);
  closers.push(unlisten);
  const pool = openPool(options, closers);
  const chores = await startChores({
    sql,
    pool,
    schema: `${schema}_chores`,
    functions,
    logger,
    take,
    poke: worker.poke,
  });
  closers.push(() => chores.stop());
  return { worker, take };
}

/** graphile-worker speaks through `pg`. A pool without these listeners ends the process when a connection breaks. */
function openPool({ databaseUrl, logger }: EngineOptions, closers: Closers): Pool {
  const pool = new Pool({ connectionString: databaseUrl, max: 4, application_name: "engine chores" });
  const onBroken = (error: Error) => logger.error({ err: error }, "a database connection of the chores broke");
  pool.on("error", onBroken);
  pool.on("connect", (client) => client.on("error", onBroken));
  closers.push(() => pool.end());
  return pool;
}
