import { type Logger as GraphileLogger, Logger, type Runner, run, type TaskList } from "graphile-worker";
import type { Pool } from "pg";
import type { Sql } from "postgres";
import { type EngineEvent, type EngineFunction, nextCronTime } from "./functions";
import type { Arrival } from "./intake";
import { unparkIdleLanes } from "./lanes";
import type { EngineLogger } from "./logger";
import { pruneEngine } from "./prune";

export type ChoresOptions = {
  sql: Sql;
  pool: Pool;
  /** Schema of graphile-worker's own tables. */
  schema: string;
  functions: Map<string, EngineFunction>;
  logger: EngineLogger;
  take: (arrival: Arrival) => Promise<void>;
  poke: () => void;
};

/** A tick is a second or so of work: one that has been locked for longer belongs to a worker that was killed. */
const LOCKED_TOO_LONG = "1 minute";

/**
 * What happens by the clock and seldom, as graphile-worker jobs: ticks of crons (one job each, the next one added when
 * one has run), pruning, and letting out what is parked in idle lanes. One worker of all does each tick.
 */
export async function startChores(options: ChoresOptions): Promise<Runner> {
  const { functions, sql } = options;
  const tasks: TaskList = {
    cron: async (payload, helpers) => {
      const tick = readTick(payload);
      const fn = functions.get(tick.functionId);
      if (fn?.crons.some((trigger) => trigger.cron === tick.cron)) {
        await options.take({ event: toTickEvent(tick), only: fn });
        await addTick(helpers.addJob, tick.functionId, tick.cron, "replace");
      } else if (Date.now() - Date.parse(tick.at) < 3_600_000) {
        throw new Error(`${tick.functionId} is not one of this worker's functions; perhaps another version has it`);
      }
    },
    prune: async () => {
      await pruneEngine(sql);
    },
    unpark: async () => {
      if ((await unparkIdleLanes(sql)) > 0) options.poke();
    },
    unlock: async (_payload, helpers) => {
      await helpers.withPgClient(async (client) => {
        const { rows } = await client.query(
          `select locked_by from "${options.schema}".jobs where locked_at < now() - interval '${LOCKED_TOO_LONG}'`,
        );
        const dead = rows.map((row: { locked_by: string }) => row.locked_by);
        if (dead.length > 0) await client.query(`select "${options.schema}".force_unlock_workers($1::text[])`, [dead]);
      });
    },
  };
  const runner = await run({
    pgPool: options.pool,
    schema: options.schema,
    taskList: tasks,
    concurrency: 2,
    pollInterval: 1_000,
    noHandleSignals: true,
    crontab: "* * * * * unlock ?jobKey=unlock\n* * * * * unpark ?jobKey=unpark\n7 * * * * prune ?jobKey=prune",
    logger: toGraphileLogger(options.logger),
  });
  runner.promise.catch((error: unknown) => options.logger.error({ err: error }, "crons and chores have stopped"));
  for (const fn of functions.values())
    for (const { cron } of fn.crons) await addTick(runner.addJob, fn.id, cron, "preserve_run_at");
  return runner;
}

type Tick = { functionId: string; cron: string; at: string };

/** `preserve_run_at`: a tick missed while nobody ran is made up for once. The key holds the expression, so a changed cron starts anew. */
async function addTick(
  addJob: Runner["addJob"],
  functionId: string,
  cron: string,
  mode: "replace" | "preserve_run_at",
): Promise<void> {
  const at = nextCronTime(cron, new Date());
  const tick: Tick = { functionId, cron, at: at.toISOString() };
  await addJob("cron", tick, { runAt: at, jobKey: `${functionId} ${cron}`, jobKeyMode: mode });
}

function readTick(payload: unknown): Tick {
  if (
    typeof payload === "object" &&
    payload !== null &&
    "functionId" in payload &&
    "cron" in payload &&
    "at" in payload
  )
    return { functionId: String(payload.functionId), cron: String(payload.cron), at: String(payload.at) };
  throw new Error("a cron job without a tick in it");
}

/** The id makes a tick that is done twice (the worker died in between) one tick. */
function toTickEvent({ functionId, cron, at }: Tick): EngineEvent {
  return { id: `${functionId} ${cron} ${at}`, name: "inngest/scheduled.timer", data: { cron }, ts: Date.now() };
}

function toGraphileLogger(logger: EngineLogger): GraphileLogger {
  return new Logger(() => (level, message) => {
    if (level === "error") logger.error({}, message);
    else if (level === "warning") logger.warn({}, message);
  });
}
