import type { ClaimedRun } from "./claim";
import { toRetryAfterMs } from "./duration";
import { isJsonObject, type Json, type JsonObject, parseJson } from "./json";
import { SDK_URL, type SdkHandler } from "./sdk-handler";

/** One line of a 206 answer. Only what this engine does; anything else is `unsupported`. */
export type Op =
  | { op: "ran"; id: string; result: Json }
  | { op: "threw"; id: string; error: Json; final: boolean }
  | { op: "sleep"; id: string; name: string }
  | { op: "wait"; id: string; event: string; timeout: string; expression: string | null }
  | { op: "planned"; id: string }
  | { op: "completed"; output: Json }
  | { op: "unsupported"; name: string };

export type Answer =
  | { kind: "ops"; ops: Op[]; retryAfterMs: number | undefined }
  | { kind: "threw"; error: Json; retry: boolean; retryAfterMs: number | undefined };

export type CallOptions = {
  run: ClaimedRun;
  maxAttempts: number;
  attempt: number;
  /** Hashed id of the one step to run; undefined to go through the function. */
  stepId: string | undefined;
  /** True while branches of a parallel stretch are open: otherwise the SDK would run the last one again by itself. */
  planOnly: boolean;
};

/** Calls the function as an Inngest server does (execution version 2) and reads its answer. */
export async function callFunction(
  handler: SdkHandler,
  { run, maxAttempts, attempt, stepId, planOnly }: CallOptions,
): Promise<Answer> {
  const stack = [...run.memos.keys()];
  const response = await handler({
    method: "POST",
    url: `${SDK_URL}?fnId=${encodeURIComponent(run.functionId)}&stepId=${stepId ?? "step"}`,
    headers: {},
    body: {
      version: -1, // the SDK's own choice
      event: run.event,
      events: [run.event],
      steps: Object.fromEntries(run.memos),
      ctx: {
        run_id: run.id,
        fn_id: run.functionId,
        qi_id: run.lease,
        attempt,
        max_attempts: maxAttempts,
        disable_immediate_execution: planOnly,
        use_api: false,
        stack: { stack, current: stack.length },
      },
    },
  });
  return readAnswer(response.status, response.headers, response.body);
}

export function readAnswer(status: number, headers: Record<string, string>, body: string): Answer {
  const header = (name: string) => Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const retryAfter = header("retry-after");
  const retryAfterMs = retryAfter === undefined ? undefined : toRetryAfterMs(retryAfter, Date.now());
  const content = body === "" ? null : parseJson(body);
  if (status === 200) return { kind: "ops", ops: [{ op: "completed", output: content }], retryAfterMs };
  if (status === 206 && Array.isArray(content))
    return {
      kind: "ops",
      ops: content.map((line) => readOp(line, header("x-inngest-no-retry") === "true")),
      retryAfterMs,
    };
  return {
    kind: "threw",
    error: content,
    retry: status >= 500 && header("x-inngest-no-retry") !== "true",
    retryAfterMs,
  };
}

/** Lines as the SDK posts them in a checkpoint. */
export function readOps(lines: Json[]): Op[] {
  return lines.map((line) => readOp(line, false));
}

function readOp(line: Json, noRetry: boolean): Op {
  if (!isJsonObject(line) || typeof line.id !== "string") return { op: "unsupported", name: "an answer without an id" };
  const { id } = line;
  switch (line.op) {
    case "StepRun":
      return { op: "ran", id, result: { type: "data", data: line.data ?? null } };
    case "StepError":
      return { op: "threw", id, error: line.error ?? null, final: noRetry };
    case "StepFailed":
      return { op: "threw", id, error: line.error ?? null, final: true };
    case "StepPlanned":
      return { op: "planned", id };
    case "Sleep":
      return { op: "sleep", id, name: textAt(line, "name") };
    case "WaitForEvent":
      return readWait(id, line);
    case "RunComplete":
      return { op: "completed", output: line.data ?? null };
    default:
      return { op: "unsupported", name: String(line.op) };
  }
}

function readWait(id: string, line: JsonObject): Op {
  const opts = isJsonObject(line.opts) ? line.opts : {};
  return {
    op: "wait",
    id,
    event: textAt(line, "name"),
    timeout: textAt(opts, "timeout"),
    expression: typeof opts.if === "string" ? opts.if : null,
  };
}

function textAt(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === "string" ? value : "";
}
