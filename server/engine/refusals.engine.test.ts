import { type Inngest, referenceFunction } from "inngest";
import { afterEach, describe, expect, test } from "vitest";
import { Journal } from "./testing/journal";
import { openEmbedded, type Target } from "./testing/target";

let target: Target | undefined;
afterEach(async () => {
  await target?.stop();
  target = undefined;
});

const nothing = async () => undefined;
const on = { triggers: [{ event: "go" }] };

describe("what this engine does not do is refused at the start, by name", () => {
  const refused: [string, (client: Inngest.Any) => ReturnType<Inngest.Any["createFunction"]>][] = [
    [
      "batchEvents",
      (client) => client.createFunction({ id: "f", ...on, batchEvents: { maxSize: 10, timeout: "5s" } }, nothing),
    ],
    [
      "rateLimit",
      (client) => client.createFunction({ id: "f", ...on, rateLimit: { limit: 1, period: "1h" } }, nothing),
    ],
    ["throttle", (client) => client.createFunction({ id: "f", ...on, throttle: { limit: 1, period: "1m" } }, nothing)],
    ["debounce", (client) => client.createFunction({ id: "f", ...on, debounce: { period: "10s" } }, nothing)],
    ["priority", (client) => client.createFunction({ id: "f", ...on, priority: { run: "event.data.p" } }, nothing)],
    ["timeouts", (client) => client.createFunction({ id: "f", ...on, timeouts: { start: "1h" } }, nothing)],
    ["cancel", (client) => client.createFunction({ id: "f", ...on, cancelOn: [{ event: "stop" }] }, nothing)],
    ["singleton", (client) => client.createFunction({ id: "f", ...on, singleton: { mode: "skip" } }, nothing)],
    [
      "scope account",
      (client) =>
        client.createFunction({ id: "f", ...on, concurrency: { scope: "account", key: '"k"', limit: 1 } }, nothing),
    ],
    [
      "more than one concurrency",
      (client) =>
        client.createFunction(
          { id: "f", ...on, concurrency: [{ limit: 1 }, { limit: 2, key: "event.data.k" }] },
          nothing,
        ),
    ],
    ["wildcard", (client) => client.createFunction({ id: "f", triggers: [{ event: "go/*" }] }, nothing)],
    ["if", (client) => client.createFunction({ id: "f", triggers: [{ event: "go", if: "event.data.x ==" }] }, nothing)],
    ["61 9 * * *", (client) => client.createFunction({ id: "f", triggers: [{ cron: "61 9 * * *" }] }, nothing)],
  ];
  test.each(refused)("%s", async (name, make) => {
    await expect(openEmbedded((client) => [make(client)])).rejects.toThrow(name);
  });

  test("everything at once, with the function's name", async () => {
    const start = openEmbedded((client) => [
      client.createFunction({ id: "one", ...on, rateLimit: { limit: 1, period: "1h" } }, nothing),
      client.createFunction({ id: "two", ...on, debounce: { period: "10s" } }, nothing),
    ]);
    await expect(start).rejects.toThrow(/-one: option rateLimit.*\n.*-two: option debounce/);
  });
});

describe("what only shows when a run does it fails that run, by name", () => {
  async function failureOf(
    body: (step: { [name: string]: (...args: never[]) => Promise<unknown> }) => Promise<unknown>,
  ): Promise<string> {
    const journal = new Journal();
    target = await openEmbedded((client) => [
      client.createFunction(
        { id: "odd", ...on, retries: 5, onFailure: ({ error }) => journal.note(error.message) },
        // The tools are typed per client; the tests below name the ones they misuse.
        async ({ step }) => await body(step as never),
      ),
    ]);
    await target.client.send({ name: "go" });
    await journal.until(() => journal.entries.length > 0);
    return journal.entries[0] ?? "";
  }

  test("step.invoke", async () => {
    expect(
      await failureOf((step) => call(step.invoke, "other", { function: referenceFunction({ functionId: "x" }) })),
    ).toContain("InvokeFunction");
  });
  test("a wait without an equality", async () => {
    expect(
      await failureOf((step) => call(step.waitForEvent, "w", { event: "come", timeout: "1m", if: "async.data.n > 3" })),
    ).toContain("equality");
  });
  test("a duration the SDK cannot read", async () => {
    expect(await failureOf((step) => call(step.sleep, "s", "1h30m"))).toContain("duration");
  });
});

async function call(tool: ((...args: never[]) => Promise<unknown>) | undefined, ...args: unknown[]): Promise<unknown> {
  return await tool?.(...(args as never[]));
}
