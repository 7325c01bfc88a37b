import type { Inngest, InngestFunction } from "inngest";
import { isJsonObject, type Json, type JsonObject } from "@/server/engine/json";
import { makePlainHandler, type PlainRequest, type PlainResponse } from "@/server/inngest/plain-handler";

/**
 * The SDK's endpoint as a function of plain values, at half the cost: a call of one of these functions goes straight to its
 * execution, as the SDK's own test engine does it; everything else (registration, failure handlers, what cannot be read) goes
 * through the endpoint. The answers are the endpoint's, line for line: the engine's contract tests run over both.
 */
export function makeDirectHandler(
  client: Inngest.Any,
  functions: readonly InngestFunction.Any[],
): (request: PlainRequest) => Promise<PlainResponse> {
  const endpoint = makePlainHandler(client, functions);
  // where a later version of the SDK has no such way, everything takes the endpoint
  const byId = new Map<string, Executable>();
  for (const fn of functions) {
    const given: object = fn;
    if (isExecutable(given)) byId.set(fn.id(client.id), given);
  }
  return async (request) => {
    const call = readCall(request, byId);
    return call === null ? endpoint(request) : execute(client, call);
  };
}

interface Call {
  readonly fn: Executable;
  readonly stepId: string | undefined;
  readonly body: JsonObject;
  readonly event: JsonObject;
  readonly ctx: JsonObject;
  readonly runId: string;
  readonly steps: StepState;
}

/** Null for what is not the call of one of the functions, or holds what this way does not know. */
function readCall(request: PlainRequest, byId: ReadonlyMap<string, Executable>): Call | null {
  if (request.method !== "POST") return null;
  const query = new URLSearchParams(request.url.slice(request.url.indexOf("?") + 1));
  const fn = byId.get(query.get("fnId") ?? "");
  const body = request.body as Json; // parsed JSON by the caller's word
  if (fn === undefined || !isJsonObject(body) || !isJsonObject(body.ctx) || !isJsonObject(body.event)) return null;
  const { run_id: runId, use_api: useApi } = body.ctx;
  if (typeof runId !== "string" || useApi === true) return null;
  const steps = toStepState(body.steps);
  if (steps === null) return null;
  const step = query.get("stepId");
  return {
    fn,
    stepId: step === "step" ? undefined : (step ?? undefined),
    body,
    event: body.event,
    ctx: body.ctx,
    runId,
    steps,
  };
}

type StepState = Record<string, { id: string; data: Json }>;

/** What steps have brought; null where one failed or was given input: the endpoint knows how those are told. */
function toStepState(steps: Json | undefined): StepState | null {
  if (!isJsonObject(steps)) return {};
  const state: StepState = {};
  for (const [id, memo] of Object.entries(steps)) {
    if (!isJsonObject(memo) || memo.type !== "data" || memo.data === undefined) return null;
    state[id] = { id, data: memo.data };
  }
  return state;
}

async function execute(
  client: Inngest.Any,
  { fn, stepId, body, event, ctx, runId, steps }: Call,
): Promise<PlainResponse> {
  const fnId = textOf(ctx.fn_id);
  const planOnly = ctx.disable_immediate_execution === true;
  const checkpointing = fn.shouldAsyncCheckpoint(stepId, fnId, planOnly);
  const stack = isJsonObject(ctx.stack) ? ctx.stack.stack : null;
  try {
    const execution = fn.createExecution({
      // the SDK's own shapes of what the engine stored
      partialOptions: {
        client,
        runId,
        stepMode: checkpointing === undefined ? "async" : "async_checkpointing",
        checkpointingConfig: checkpointing,
        data: {
          event,
          events: Array.isArray(body.events) ? body.events : [event],
          runId,
          attempt: numberOf(ctx.attempt) ?? 0,
          maxAttempts: numberOf(ctx.max_attempts),
        },
        internalFnId: fnId,
        queueItemId: textOf(ctx.qi_id),
        requestStartedAt: Date.now(),
        stepState: steps,
        requestedRunStep: stepId,
        handlerKind: "main",
        disableImmediateExecution: planOnly,
        stepCompletionOrder: Array.isArray(stack) ? stack.map(String) : [],
        reqArgs: [],
        headers: {},
      },
    });
    return toResponse(await execution.start());
  } catch (error) {
    return answer(500, { type: "internal", ...inWords(error) });
  }
}

type Executed =
  | { type: "function-resolved"; data: unknown }
  | { type: "function-rejected"; error: unknown; retriable: boolean | string }
  | { type: "step-ran"; step: Line; retriable?: boolean | string }
  | { type: "steps-found"; steps: Line[] }
  | { type: "step-not-found"; step: Line }
  | { type: "change-mode" };
type Line = { id: string; data?: unknown };

/** What the SDK's types keep private, as version 4.24 has it (and as its test engine calls it). */
interface Executable {
  shouldAsyncCheckpoint(stepId: string | undefined, fnId: string | undefined, planOnly: boolean): object | undefined;
  createExecution(options: { partialOptions: object }): { start(): Promise<Executed> };
}

function isExecutable(fn: object): fn is Executable {
  return (["createExecution", "shouldAsyncCheckpoint"] as const).every(
    (name) => typeof Reflect.get(fn, name) === "function",
  );
}

function toResponse(result: Executed): PlainResponse {
  switch (result.type) {
    case "function-resolved":
      return answer(200, result.data ?? null);
    case "function-rejected":
      return answer(result.retriable ? 500 : 400, result.error ?? null, retryHeaders(result.retriable));
    case "step-ran":
      return answer(206, [{ ...result.step, data: result.step.data ?? null }], retryHeaders(result.retriable));
    case "steps-found":
      return answer(
        206,
        result.steps.map((step) => ({ ...step, data: step.data ?? null })),
      );
    case "step-not-found":
      return answer(500, { error: `Could not find step "${result.step.id}" to run`, requestedStep: result.step.id });
    default:
      return answer(500, { type: "internal", name: "Error", message: `The SDK asks for "${result.type}"` });
  }
}

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): PlainResponse => ({
  status,
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** `retriable`: whether to try again, or when, as the SDK says it; undefined where nothing failed. */
function retryHeaders(retriable: boolean | string | undefined): Record<string, string> {
  if (retriable === undefined) return {};
  return {
    "x-inngest-no-retry": retriable ? "false" : "true",
    ...(typeof retriable === "string" ? { "retry-after": retriable } : {}),
  };
}

const textOf = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);
const numberOf = (value: Json | undefined): number | undefined => (typeof value === "number" ? value : undefined);

function inWords(error: unknown): { name: string; message: string; stack: string } {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { name, message, stack: stack ?? "" };
}
