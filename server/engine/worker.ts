import type { Sql } from "postgres";
import { type ClaimedRun, claimRuns, loadRuns, untilNextDue } from "./claim";
import { driveRun } from "./drive";
import type { Driver } from "./driver";
import type { EngineFunction } from "./functions";
import { gather } from "./gather";
import { takeEvents } from "./intake";
import { isJsonObject } from "./json";
import { claimLanedRuns, saveLanedRuns } from "./lanes";
import type { EngineLogger } from "./logger";
import { newId } from "./new-id";
import { type Checkpoint, type EndedOutcome, type Outcome, saveProgress, saveRuns } from "./save";
import type { SdkHandler } from "./sdk-handler";
import { retryConflicts, transact } from "./transact";

export type WorkerOptions = {
  /** Tells this worker's own notifications from those of others. */
  name: string;
  sql: Sql;
  handler: SdkHandler;
  functions: Map<string, EngineFunction>;
  logger: EngineLogger;
  /** How many runs this process works on at once. */
  capacity: number;
  leaseMs: number;
  retryDelayMs: (failures: number) => number;
};

export type Worker = {
  /** Something may be due. */
  poke: () => void;
  /** Runs being worked on now. */
  active: () => number;
  /** Takes no more runs and waits for those under way. */
  stop: () => Promise<void>;
  /** Saves steps posted by the SDK in mid-call; false: the lease is lost. */
  checkpoint: (posted: Checkpoint) => Promise<boolean>;
};

/** Longest sleep between two looks at the queue, should a notification be lost. */
const LOOK_MS = 2_000;
/** A function this process does not know belongs to another version of the program: leave it to that one. */
const UNKNOWN_FUNCTION_MS = 5_000;

/** Claims due runs in sets, drives each and saves what they leave in sets. */
export function startWorker(options: WorkerOptions): Worker {
  const { sql, functions, logger, capacity, leaseMs } = options;
  const active = new Map<ClaimedRun, Promise<void>>();
  let stopping = false;
  let looking: Promise<void> | undefined;
  let again = false;
  let alarm: NodeJS.Timeout | undefined;
  let alarmAt = 0;

  const progress = gather((set: Outcome[]) => retryConflicts(() => saveProgress(sql, set)), { flushes: 2 });
  const save = gather((set: Outcome[]) => retryConflicts(() => saveRuns(sql, set)), { flushes: 2 });
  const saveLaned = gather((set: (Outcome & { lane: string })[]) => transact(sql, (tx) => saveLanedRuns(tx, set)));

  const driver: Driver = { handler: options.handler, retryDelayMs: options.retryDelayMs, progress, release };

  async function release(run: ClaimedRun, outcome: Outcome): Promise<void> {
    if (outcome.status === "failed") await releaseFailed(run, outcome);
    else if (run.lane !== null) await saveLaned({ ...outcome, lane: run.lane });
    else await save(outcome);
    if (outcome.status === "active") setAlarm(outcome.dueInMs);
    if (run.lane !== null) poke();
  }

  /** The run fails and its function.failed event is taken in one transaction: onFailure is neither lost nor called twice. */
  async function releaseFailed(run: ClaimedRun, outcome: EndedOutcome): Promise<void> {
    logger.warn({ run: run.id, function: run.functionId, error: nameAndMessage(outcome) }, "run failed");
    await transact(sql, async (tx) => {
      const [held] =
        run.lane === null ? await saveRuns(tx, [outcome]) : await saveLanedRuns(tx, [{ ...outcome, lane: run.lane }]);
      if (held !== true) return;
      const data = { function_id: run.functionId, run_id: run.id, error: outcome.output, event: run.event };
      const event = { id: `${run.id}-failed`, name: "inngest/function.failed", data, ts: Date.now() };
      await takeEvents(tx, functions, [{ event }], options.name);
    });
    poke();
  }

  /** The call that posts these steps is still under way: it must not run them again when it is repeated. */
  async function checkpoint({ runId, lease, memos }: Checkpoint): Promise<boolean> {
    const kept = { attempt: 0, planned: null, status: "active", dueInMs: 0 } as const;
    const held = await progress({ ...kept, waits: [], runId, lease, memos });
    for (const run of held ? active.keys() : []) {
      if (run.id !== runId || run.lease !== lease) continue;
      for (const memo of memos) run.memos.set(memo.id, memo.result);
    }
    return held;
  }

  function poke(): void {
    if (stopping) return;
    again = true;
    looking ??= look().finally(() => {
      looking = undefined;
      if (again && hasRoom()) poke();
    });
  }

  /** When busy, wait until a quarter is free: small claims cost as much as large ones. */
  function hasRoom(): boolean {
    return !stopping && active.size <= (capacity * 3) / 4;
  }

  async function look(): Promise<void> {
    try {
      while (hasRoom()) {
        again = false;
        const room = Math.min(100, capacity - active.size);
        const met = await claim(room);
        if (met < room && !again) break;
      }
      if (hasRoom()) setAlarm(await untilNextDue(sql, LOOK_MS));
    } catch (error) {
      logger.error({ err: error }, "cannot claim runs");
      setAlarm(1_000);
    }
  }

  function setAlarm(delayMs: number): void {
    const at = Date.now() + Math.min(LOOK_MS, delayMs);
    if (stopping || (alarm !== undefined && alarmAt <= at)) return;
    clearTimeout(alarm);
    alarmAt = at;
    alarm = setTimeout(() => {
      alarm = undefined;
      poke();
    }, at - Date.now());
  }

  /** Answers the larger number of rows met, so that the caller knows whether there may be more. */
  async function claim(room: number): Promise<number> {
    const lease = newId();
    const plain = await retryConflicts(() => claimRuns(sql, room, lease, leaseMs));
    const laned = hasLanes ? await claimLanedRuns(sql, room, lease, leaseMs) : { rows: [], met: 0 };
    const rows = [...plain, ...laned.rows];
    if (rows.length > 0) for (const run of await loadRuns(sql, rows, lease)) begin(run);
    return Math.max(plain.length, laned.met);
  }

  const hasLanes = [...functions.values()].some((fn) => fn.concurrency !== undefined);

  function begin(run: ClaimedRun): void {
    const work = drive(run)
      .catch((error: unknown) =>
        logger.error({ err: error, run: run.id, function: run.functionId }, "a run was dropped until its lease lapses"),
      )
      .finally(() => {
        active.delete(run);
        if (again || active.size === Math.floor((capacity * 3) / 4)) poke();
      });
    active.set(run, work);
  }

  async function drive(run: ClaimedRun): Promise<void> {
    const fn = functions.get(run.functionId);
    if (fn !== undefined) return await driveRun(driver, fn, run);
    logger.warn({ run: run.id, function: run.functionId }, "a due run belongs to a function this worker does not have");
    await release(run, {
      runId: run.id,
      lease: run.lease,
      memos: [],
      waits: [],
      attempt: run.attempt,
      planned: run.parallel?.planned ?? null,
      status: "active",
      dueInMs: UNKNOWN_FUNCTION_MS,
    });
  }

  const heartbeat = setInterval(() => {
    const runs = [...active.keys()];
    if (runs.length === 0) return;
    extendLeases(sql, runs, leaseMs).catch((error: unknown) => logger.error({ err: error }, "cannot extend leases"));
  }, leaseMs / 3);

  poke();

  return {
    poke,
    checkpoint,
    active: () => active.size,
    async stop() {
      stopping = true;
      clearTimeout(alarm);
      await looking;
      await Promise.all(active.values());
      clearInterval(heartbeat);
    },
  };
}

async function extendLeases(sql: Sql, runs: ClaimedRun[], leaseMs: number): Promise<void> {
  await retryConflicts(
    () => sql`
      update run set due = now() + ${leaseMs}::float8 * interval '1 ms'
      from unnest(${runs.map((run) => run.id)}::text[], ${runs.map((run) => run.lease)}::text[]) as given (id, lease)
      where run.id = given.id and run.lease = given.lease`,
  );
}

function nameAndMessage(outcome: EndedOutcome): string {
  const error = outcome.output;
  return isJsonObject(error) ? `${String(error.name)}: ${String(error.message)}` : JSON.stringify(error);
}
