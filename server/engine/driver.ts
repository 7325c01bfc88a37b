import type { ClaimedRun } from "./claim";
import type { Json } from "./json";
import type { Memo, Outcome } from "./save";
import type { Op } from "./sdk-call";
import type { SdkHandler } from "./sdk-handler";

/** What driving a run needs from the worker that holds it. */
export type Driver = {
  handler: SdkHandler;
  /** Milliseconds before the next try after so many failures. */
  retryDelayMs: (failures: number) => number;
  /** Saves and keeps the lease; answers whether the lease still held. */
  progress: (outcome: Outcome) => Promise<boolean>;
  /** Saves and gives the run up. */
  release: (run: ClaimedRun, outcome: Outcome) => Promise<void>;
};

/** The part of an outcome that follows from the run as it stands. */
export function keep(run: ClaimedRun): Pick<Outcome, "runId" | "lease" | "attempt" | "planned" | "waits"> {
  return { runId: run.id, lease: run.lease, attempt: run.attempt, planned: run.parallel?.planned ?? null, waits: [] };
}

export async function failRun(driver: Driver, run: ClaimedRun, error: Json, memos: Memo[] = []): Promise<"ended"> {
  await driver.release(run, { ...keep(run), memos, status: "failed", output: error });
  return "ended";
}

/** An error of the engine's own, in the shape in which the SDK writes errors. */
export function toError(name: string, message: string): Json {
  return { name, message, stack: "", __serialized: true };
}

/** A step that threw for good is remembered as such and the function called again: it may catch the error. */
export function toMemo(op: Op): Memo[] {
  if (op.op === "ran") return [{ id: op.id, result: op.result }];
  if (op.op === "threw" && op.final) return [{ id: op.id, result: { type: "error", error: op.error } }];
  return [];
}
