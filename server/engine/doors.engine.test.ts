import { Inngest } from "inngest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makePlainHandler } from "@/server/inngest/plain-handler";
import { createEngine, type Engine } from "./engine";
import { type EmptyDatabase, emptyDatabase } from "./testing/database";
import { Journal } from "./testing/journal";
import { silentLogger } from "./testing/silent-logger";

const journal = new Journal();
let database: EmptyDatabase;
let engine: Engine;
let url: string;

beforeAll(async () => {
  database = await emptyDatabase();
  engine = createEngine({ databaseUrl: database.url, logger: silentLogger });
  const client = new Inngest({ id: "door", isDev: true, fetch: engine.fetch, logger: silentLogger });
  const hear = client.createFunction({ id: "hear", triggers: [{ event: "go" }] }, async ({ event }) => {
    journal.note(JSON.stringify(event.data));
  });
  await engine.start(makePlainHandler(client, [hear]));
  url = (await engine.listen({ port: 0 })).url;
});
afterAll(async () => {
  await engine.stop();
  await database.drop();
});

async function post(path: string, body: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(url + path, { method: "POST", body });
  return { status: answer.status, body: await answer.json() };
}

test("POST /e/:key takes one event or several and answers their ids", async () => {
  expect(await post("/e/any-key", '{"name":"go","id":"mine","data":{"n":1}}')).toEqual({
    status: 200,
    body: { ids: ["mine"], status: 200 },
  });
  const several = await post("/e/any-key?x=y", '[{"name":"go","data":{"n":2}},{"name":"nobody listens"}]');
  expect(several).toEqual({ status: 200, body: { ids: [expect.any(String), expect.any(String)], status: 200 } });
  await journal.seen('{"n":1}');
  await journal.seen('{"n":2}');
});

test("what is not an event is refused with the reason, and nothing of the batch is taken", async () => {
  expect(await post("/e/k", "{")).toMatchObject({ status: 400, body: { error: expect.stringContaining("not JSON") } });
  expect(await post("/e/k", '[{"name":"go"},{"data":{}}]')).toMatchObject({
    status: 400,
    body: { error: "event 1 has no name" },
  });
  expect(await post("/e/k", '{"name":"go","data":[1]}')).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining("data must be an object") },
  });
  expect(await post("/e/k", `"${"x".repeat(4_000_001)}"`)).toMatchObject({ status: 413 });
  await post("/e/k", '{"name":"go","data":{"n":"after"}}');
  await journal.seen('{"n":"after"}');
  expect(journal.count("{}")).toBe(0);
});

test("steps cannot be posted from outside, and there is nothing else to find", async () => {
  expect((await post("/v1/checkpoint/some-run/async", '{"qi_id":"x","steps":[]}')).status).toBe(404);
  expect((await post("/api/inngest", "{}")).status).toBe(404);
  expect((await post("/e/", "{}")).status).toBe(404);
  expect((await fetch(`${url}/health`)).status).toBe(200);
});
