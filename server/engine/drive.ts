import type { ClaimedRun } from "./claim";
import { type Driver, failRun, keep, toError, toMemo } from "./driver";
import { toDelayMs } from "./duration";
import { ANY_EVENT, toWaitKey } from "./expression";
import type { EngineFunction } from "./functions";
import type { Json } from "./json";
import { runPlanned, untilIdle } from "./parallel";
import type { Memo, NewWait } from "./save";
import { type Answer, callFunction, type Op } from "./sdk-call";

/** Calls a claimed run until it waits, is put off or ends, and gives it up. A lost lease ends it silently: somebody else has the run. */
export async function driveRun(driver: Driver, fn: EngineFunction, run: ClaimedRun): Promise<void> {
  for (;;) {
    if ((await runPlanned(driver, fn, run)) === "ended") return;
    const answer = await callFunction(driver.handler, {
      run,
      maxAttempts: fn.maxAttempts,
      attempt: run.attempt,
      stepId: undefined,
      planOnly: isParallel(run),
    });
    if ((await settle(driver, fn, run, answer)) === "ended") return;
  }
}

/** Whether branches are open. While they are, the SDK must only plan: it would run the last one beside the call that already does. */
function isParallel(run: ClaimedRun): boolean {
  return run.parallel !== null && run.parallel.planned.length + run.parallel.waits.size > 0;
}

/** Acts on the answer of a call that went through the function. */
async function settle(driver: Driver, fn: EngineFunction, run: ClaimedRun, answer: Answer): Promise<"on" | "ended"> {
  if (answer.kind === "threw") return await retryOrFail(driver, fn, run, answer);
  const memos = answer.ops.flatMap(toMemo);
  for (const memo of memos) run.memos.set(memo.id, memo.result);
  for (const op of answer.ops) {
    if (op.op === "unsupported")
      return await failRun(
        driver,
        run,
        toError("UnsupportedOperation", `the embedded engine does not do ${op.name}`),
        memos,
      );
    if (op.op === "completed") {
      await driver.release(run, { ...keep(run), memos, status: "completed", output: op.output });
      return "ended";
    }
    if (op.op === "threw" && !op.final)
      return await retryOrFail(
        driver,
        fn,
        run,
        { error: op.error, retry: true, retryAfterMs: answer.retryAfterMs },
        memos,
      );
  }
  return await goOn(driver, run, answer.ops, memos);
}

/** Registers what is new, then goes on at once or gives the run up until something is due. */
async function goOn(driver: Driver, run: ClaimedRun, ops: Op[], memos: Memo[]): Promise<"on" | "ended"> {
  const found = newWaits(run, ops);
  if ("problem" in found) return await failRun(driver, run, toError("NonRetriableError", found.problem), memos);
  const { waits } = found;
  const known = new Set(run.parallel?.planned.map((step) => step.id));
  const planned = ops.flatMap((op) =>
    op.op === "planned" && !known.has(op.id) ? [{ id: op.id, attempt: 0, at: Date.now() }] : [],
  );
  run.attempt = 0;
  if (isParallel(run) || planned.length > 0 || waits.length > 1) {
    run.parallel ??= { planned: [], waits: new Map() };
    run.parallel.planned.push(...planned);
    for (const wait of waits) run.parallel.waits.set(wait.stepId, Date.now() + wait.delayMs);
    const runnable = run.parallel.planned.some((step) => step.at <= Date.now());
    if (memos.length === 0 && !runnable) return await putOff(driver, run, [], waits, untilNext(run.parallel));
    if (memos.length + planned.length + waits.length === 0) return "on";
  } else {
    run.parallel = null;
    const [wait] = waits;
    if (wait !== undefined) return await putOff(driver, run, memos, waits, wait.delayMs);
    if (memos.length === 0)
      return await failRun(driver, run, toError("EngineError", "the function neither ended nor asked for a step"));
  }
  return (await driver.progress({ ...keep(run), memos, waits, status: "active", dueInMs: 0 })) ? "on" : "ended";
}

async function putOff(
  driver: Driver,
  run: ClaimedRun,
  memos: Memo[],
  waits: NewWait[],
  dueInMs: number,
): Promise<"ended"> {
  await untilIdle(run);
  await driver.release(run, { ...keep(run), memos, waits, status: "active", dueInMs });
  return "ended";
}

/** Milliseconds until the first planned step may run or the first open wait is over. */
function untilNext({ planned, waits }: NonNullable<ClaimedRun["parallel"]>): number {
  return Math.max(0, Math.min(...planned.map((step) => step.at), ...waits.values()) - Date.now());
}

type Thrown = { error: Json; retry: boolean; retryAfterMs: number | undefined };

async function retryOrFail(
  driver: Driver,
  fn: EngineFunction,
  run: ClaimedRun,
  thrown: Thrown,
  memos: Memo[] = [],
): Promise<"ended"> {
  if (!thrown.retry || run.attempt + 1 >= fn.maxAttempts) return await failRun(driver, run, thrown.error, memos);
  run.attempt += 1;
  return await putOff(driver, run, memos, [], thrown.retryAfterMs ?? driver.retryDelayMs(run.attempt));
}

/** The sleeps and waits of an answer that are not registered yet: the SDK names open ones again in each answer. */
function newWaits(run: ClaimedRun, ops: Op[]): { waits: NewWait[] } | { problem: string } {
  const waits: NewWait[] = [];
  for (const op of ops) {
    if ((op.op !== "sleep" && op.op !== "wait") || run.parallel?.waits.has(op.id)) continue;
    const delayMs = toDelayMs(op.op === "sleep" ? op.name : op.timeout, Date.now());
    if (delayMs === undefined)
      return { problem: `${op.op} got a duration the SDK cannot read: write it like "36h" or in milliseconds` };
    if (op.op === "sleep") waits.push({ stepId: op.id, event: null, key: null, delayMs });
    else {
      try {
        const key = op.expression === null ? ANY_EVENT : toWaitKey(op.expression, run.event);
        waits.push({ stepId: op.id, event: op.event, key, delayMs });
      } catch (error) {
        return { problem: error instanceof Error ? error.message : String(error) };
      }
    }
  }
  return { waits };
}
