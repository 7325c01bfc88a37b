import type { ClaimedRun, PlannedStep } from "./claim";
import { type Driver, failRun, keep, toMemo } from "./driver";
import type { EngineFunction } from "./functions";
import type { Json } from "./json";
import { callFunction } from "./sdk-call";

type Finished = { step: PlannedStep; end: "on" | "ended" };

/** Steps of claimed runs that are being worked on, so that going through the function beside them does not start them twice. */
const working = new WeakMap<ClaimedRun, Map<string, Promise<Finished>>>();

/**
 * Runs the planned steps of a parallel stretch side by side, each in a call of its own, until one has finished:
 * then the function must be gone through again, as the branch of that step may go on while the others still work.
 * Nothing to do outside a parallel stretch.
 */
export async function runPlanned(driver: Driver, fn: EngineFunction, run: ClaimedRun): Promise<"on" | "ended"> {
  if (run.parallel === null) return "on";
  const now = Date.now();
  const active = working.get(run) ?? new Map<string, Promise<Finished>>();
  working.set(run, active);
  for (const step of run.parallel.planned)
    if (step.at <= now && !active.has(step.id)) active.set(step.id, runStep(driver, fn, run, step));
  if (active.size === 0) return "on";
  const { step, end } = await Promise.race(active.values());
  active.delete(step.id);
  return end;
}

/** Waits until no step of this run is under way, so that it can be given up without one being run twice at once. */
export async function untilIdle(run: ClaimedRun): Promise<void> {
  await Promise.all(working.get(run)?.values() ?? []);
}

async function runStep(driver: Driver, fn: EngineFunction, run: ClaimedRun, step: PlannedStep): Promise<Finished> {
  const answer = await callFunction(driver.handler, {
    run,
    maxAttempts: fn.maxAttempts,
    attempt: step.attempt,
    stepId: step.id,
    planOnly: true,
  });
  const ops = answer.kind === "ops" ? answer.ops : [];
  const op = ops.find((line) => (line.op === "ran" || line.op === "threw") && line.id === step.id);
  const [memo] = op === undefined ? [] : toMemo(op);
  if (memo !== undefined) {
    run.memos.set(memo.id, memo.result);
    const planned = run.parallel?.planned ?? [];
    planned.splice(planned.indexOf(step), 1);
    const held = await driver.progress({ ...keep(run), memos: [memo], status: "active", dueInMs: 0 });
    return { step, end: held ? "on" : "ended" };
  }
  if ((answer.kind === "threw" && !answer.retry) || step.attempt + 1 >= fn.maxAttempts) {
    const error: Json = op?.op === "threw" ? op.error : answer.kind === "threw" ? answer.error : null;
    return { step, end: await failRun(driver, run, error) };
  }
  step.attempt += 1;
  step.at = Date.now() + (answer.retryAfterMs ?? driver.retryDelayMs(step.attempt));
  return { step, end: "on" };
}
