import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, NonRetriableError, RetryAfterError } from "inngest";
import { serve } from "inngest/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDirectHandler } from "@/server/inngest/direct-handler";
import { isJsonObject, type Json, parseJson } from "./json";
import { SDK_URL, type SdkHandler, type SdkRequest } from "./sdk-handler";
import { silentLogger } from "./testing/silent-logger";

/*
 * The engine calls the SDK without HTTP. What it gets must be what an Inngest server would get over HTTP from the SDK's own
 * `serve`: the same requests go both ways and the answers are compared.
 */
const client = new Inngest({ id: "wire", isDev: true, fetch: async () => new Response("{}"), logger: silentLogger });
const functions = [
  client.createFunction(
    { id: "all", triggers: [{ event: "go", if: "event.data.n > 1" }], idempotency: "event.data.n", concurrency: 2 },
    async ({ event, step }) => {
      if (event.data.how === "throw") throw new Error("thrown");
      if (event.data.how === "later") throw new RetryAfterError("later", "30s");
      if (event.data.how === "never") throw new NonRetriableError("never");
      if (event.data.how === "fork") return await Promise.all([step.run("x", () => 1), step.sleep("y", "1d12h")]);
      const made = await step.run("a", () => {
        if (event.data.how === "step") throw new Error("in the step");
        if (event.data.how === "step never") throw new NonRetriableError("never again");
        return { made: "ü" };
      });
      const woken = await step.waitForEvent("w", { event: "come", timeout: "2d", if: "async.data.n == event.data.n" });
      return { made, woken };
    },
  ),
];

let server: Server;
let overHttp: SdkHandler;
const direct = makeDirectHandler(client, functions);

beforeAll(async () => {
  server = createServer(serve({ client, functions }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a path
  overHttp = async ({ method, url, headers, body }) => {
    const { pathname, search } = new URL(url);
    const answer = await fetch(`http://127.0.0.1:${port}${pathname}${search}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  };
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

const A = "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"; // sha1 of "a"

function call(
  how: string,
  steps: Record<string, Json> = {},
  ctx: Record<string, Json> = {},
  stepId = "step",
): SdkRequest {
  const event = { name: "go", id: "e1", ts: 1, data: { how, n: 2 } };
  const stack = Object.keys(steps);
  return {
    method: "POST",
    url: `${SDK_URL}?fnId=wire-all&stepId=${stepId}`,
    headers: {},
    body: {
      version: -1,
      event,
      events: [event],
      steps,
      ctx: {
        run_id: "R",
        attempt: 0,
        max_attempts: 4,
        disable_immediate_execution: false,
        use_api: false,
        stack: { stack, current: stack.length },
        ...ctx,
      },
    },
  };
}

/** What an engine reads of an answer; times and stack traces differ from call to call. */
async function read(handler: SdkHandler, request: SdkRequest) {
  const { status, headers, body } = await handler(request);
  const header = (name: string) => Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return {
    status,
    noRetry: header("x-inngest-no-retry"),
    retryAfter: header("retry-after"),
    body: strip(parseJson(body)),
  };
}

function strip(value: Json): Json {
  if (Array.isArray(value)) return value.map(strip);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "timing" && key !== "stack")
      .map(([key, part]) => [key, strip(part)]),
  );
}

const memo = { [A]: { type: "data", data: { made: "ü" } } };
test.each([
  ["a step", call("run"), 206],
  ["a wait", call("run", memo), 206],
  ["an end", call("run", { ...memo, aff024fe4ab0fece4091de044c58c9ae4233383a: { type: "data", data: null } }), 200],
  ["steps with checkpoints", call("run", {}, { fn_id: "wire-all", qi_id: "q" }), 206],
  [
    "an end with checkpoints",
    call(
      "fork",
      {
        "11f6ad8ec52a2984abaafd7c3b516503785c2072": { type: "data", data: 1 },
        "95cb0bfd2977c761298d9624e4b4d4c72a39974a": { type: "data", data: null },
      },
      { fn_id: "wire-all", qi_id: "q" },
    ),
    206,
  ],
  ["a step that throws", call("step"), 206],
  ["a step that throws on the last try", call("step", {}, { attempt: 3 }), 206],
  ["a step that gives up", call("step never"), 206],
  ["a function that throws", call("throw"), 500],
  ["a function that asks for time", call("later"), 500],
  ["a function that gives up", call("never"), 400],
  ["parallel steps", call("fork"), 206],
  [
    "one of parallel steps",
    call("fork", {}, { disable_immediate_execution: true }, "11f6ad8ec52a2984abaafd7c3b516503785c2072"),
    206,
  ],
] as const)("%s answers the same over HTTP and without", async (_name, request, status) => {
  const answer = await read(direct, request);
  expect(answer.status).toBe(status);
  expect(answer).toEqual(await read(overHttp, request));
});

test("the list of functions is the same", async () => {
  const sync: SdkRequest = {
    method: "PUT",
    url: SDK_URL,
    headers: { "x-inngest-sync-kind": "in_band" },
    body: { url: SDK_URL },
  };
  const functionsOf = async (handler: SdkHandler) => {
    const body = parseJson((await handler(sync)).body);
    return isJsonObject(body) ? body.functions : undefined;
  };
  expect(await functionsOf(direct)).toEqual(await functionsOf(overHttp));
  expect(await functionsOf(direct)).toMatchObject([{ id: "wire-all" }]);
});
