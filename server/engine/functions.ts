import { Cron } from "croner";
import { type Expression, matches, parseExpression, toKeyText } from "./expression";
import { isJsonObject, type Json, type JsonObject, parseJson } from "./json";
import { SDK_URL, type SdkHandler } from "./sdk-handler";

export type EventTrigger = { event: string; condition: Expression | undefined };
export type CronTrigger = { cron: string };

/** A function as the engine needs it. */
export type EngineFunction = {
  id: string;
  events: EventTrigger[];
  crons: CronTrigger[];
  maxAttempts: number;
  idempotency: Expression | undefined;
  concurrency: { limit: number; key: Expression | undefined } | undefined;
};

/** An event as functions see it. */
export type EngineEvent = { id: string; name: string; data: JsonObject; ts: number } & JsonObject;

const DEFAULT_RETRIES = 3;
const KNOWN_OPTIONS = new Set(["id", "name", "triggers", "steps", "idempotency", "concurrency"]);

/** Asks the SDK for its functions (in-band sync) and reads them; throws one error that names everything this engine does not do. */
export async function readFunctions(handler: SdkHandler): Promise<Map<string, EngineFunction>> {
  const answer = await handler({
    method: "PUT",
    url: SDK_URL,
    headers: { "x-inngest-sync-kind": "in_band" },
    body: { url: SDK_URL },
  });
  const body = parseJson(answer.body);
  if (answer.status !== 200 || !isJsonObject(body) || !Array.isArray(body.functions))
    throw new Error(`the SDK did not list its functions: ${answer.status} ${answer.body.slice(0, 300)}`);
  const problems: string[] = [];
  const functions = new Map<string, EngineFunction>();
  for (const config of body.functions) {
    const read = readFunction(config, problems);
    if (read !== undefined) functions.set(read.id, read);
  }
  if (problems.length > 0) throw new Error(`the embedded engine cannot run these functions:\n${problems.join("\n")}`);
  return functions;
}

function readFunction(config: Json, problems: string[]): EngineFunction | undefined {
  if (!isJsonObject(config) || typeof config.id !== "string") {
    problems.push("- a function without an id");
    return undefined;
  }
  const id = config.id;
  const complain = (what: string) => problems.push(`- ${id}: ${what}`);
  for (const option of Object.keys(config))
    if (!KNOWN_OPTIONS.has(option)) complain(`option ${option} is not supported`);
  const events: EventTrigger[] = [];
  const crons: CronTrigger[] = [];
  for (const trigger of Array.isArray(config.triggers) ? config.triggers : [])
    readTrigger(trigger, events, crons, complain);
  return {
    id,
    events,
    crons,
    maxAttempts: readRetries(config) + 1,
    idempotency: readExpression(config.idempotency, "idempotency", complain),
    concurrency: readConcurrency(config.concurrency, complain),
  };
}

function readTrigger(
  trigger: Json,
  events: EventTrigger[],
  crons: CronTrigger[],
  complain: (what: string) => void,
): void {
  if (!isJsonObject(trigger)) {
    complain("a trigger that is not an object");
    return;
  }
  for (const option of Object.keys(trigger))
    if (!["event", "expression", "cron"].includes(option)) complain(`trigger option ${option} is not supported`);
  if (typeof trigger.event === "string") {
    if (trigger.event.includes("*")) complain(`wildcard trigger ${trigger.event} is not supported`);
    events.push({ event: trigger.event, condition: readExpression(trigger.expression, "if", complain) });
  } else if (typeof trigger.cron === "string") {
    try {
      nextCronTime(trigger.cron, new Date());
      crons.push({ cron: trigger.cron });
    } catch (error) {
      complain(`cron ${JSON.stringify(trigger.cron)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  } else complain("a trigger that is neither event nor cron");
}

function readExpression(
  value: Json | undefined,
  option: string,
  complain: (what: string) => void,
): Expression | undefined {
  if (value === undefined || value === null) return undefined;
  try {
    if (typeof value === "string") return parseExpression(value);
    complain(`option ${option} must be an expression`);
  } catch (error) {
    complain(`option ${option}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return undefined;
}

function readRetries(config: JsonObject): number {
  const step = isJsonObject(config.steps) ? config.steps.step : undefined;
  const retries = isJsonObject(step) ? step.retries : undefined;
  return isJsonObject(retries) && typeof retries.attempts === "number" ? retries.attempts : DEFAULT_RETRIES;
}

function readConcurrency(value: Json | undefined, complain: (what: string) => void): EngineFunction["concurrency"] {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number") return { limit: value, key: undefined };
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (Array.isArray(only)) complain("more than one concurrency limit is not supported");
  else if (isJsonObject(only)) {
    if (only.scope !== undefined && only.scope !== "fn")
      complain(`concurrency scope ${String(only.scope)} is not supported`);
    if (typeof only.limit === "number" && only.limit > 0)
      return { limit: only.limit, key: readExpression(only.key, "concurrency.key", complain) };
    complain("concurrency needs a limit above 0");
  }
  return undefined;
}

/** Whether this event starts this function. */
export function isTriggeredBy(fn: EngineFunction, event: EngineEvent): boolean {
  return fn.events.some(
    (trigger) =>
      trigger.event === event.name && (trigger.condition === undefined || matches(trigger.condition, { event })),
  );
}

/** The key under which a function starts only once in 24 hours, or undefined when it has none. */
export function toIdempotencyKey(fn: EngineFunction, event: EngineEvent): string | undefined {
  return fn.idempotency && toKeyText(fn.idempotency, { event });
}

/** Runs of one lane share a limit on how many may work at once. */
export function toLane(fn: EngineFunction, event: EngineEvent): { lane: string; limit: number } | undefined {
  if (fn.concurrency === undefined) return undefined;
  const key = fn.concurrency.key === undefined ? "" : toKeyText(fn.concurrency.key, { event });
  return { lane: `${fn.id}:${key}`, limit: fn.concurrency.limit };
}

/** The first instant after `after` at which `TZ=Europe/Rome 0 9 * * 1` fires; without `TZ=` it reads UTC. */
export function nextCronTime(cron: string, after: Date): Date {
  const zoned = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(cron.trim());
  const next = new Cron(zoned?.[2] ?? cron, { timezone: zoned?.[1] ?? "UTC", paused: true }).nextRun(after);
  if (next === null) throw new Error(`${cron} never fires`);
  return next;
}
