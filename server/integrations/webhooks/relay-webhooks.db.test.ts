import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { buildWorld } from "@/server/api/testing/world";
import { createWebhookRelay, type WebhookRelay } from "@/server/integrations/webhooks/relay-webhooks";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { pruneRuntime } from "@/server/services/enrollments/prune-runtime";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { newEndpointSecret, sealEndpointSecret } from "@/server/services/webhooks/secret";

testDatabase();
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

/** One look, and whatever it sent out is answered. */
async function relayWebhooks(options: { allowPrivate?: boolean } = {}): Promise<void> {
  const relay = createWebhookRelay(ownerSql(), options);
  await relay.look();
  await relay.settled();
}

/** Somebody else's program: answers in turn, notes what it was told. */
async function startListener(answers: number[], says = "thanks") {
  const heard: { headers: IncomingMessage["headers"]; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(answers[heard.length - 1] ?? 200).end(says);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => new Promise((resolve) => server.close(() => resolve()));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a path
  return { heard, url: `http://127.0.0.1:${port}/hook` };
}

async function atWebhook(url: string) {
  const live = await liveSequence(
    drawGraph({
      start: { kind: "trigger", next: { next: "call" } },
      call: {
        kind: "webhook",
        config: { properties: [{ name: "who", value: "{{ first_name }}" }] },
        next: { next: "good", failed: "bad" },
      },
      good: { kind: "exit" },
      bad: { kind: "delay" },
    }),
  );
  const { enrollmentId } = await enterPerson(live);
  const step = () => advanceEnrollments([{ workspaceId: live.workspaceId, id: enrollmentId, epoch: 1 }]);
  await step();
  await ownerSql()`update webhook_delivery set url = ${url} where enrollment_id = ${enrollmentId}`;
  const here = async () => (await ownerSql()`select node_id from enrollment where id = ${enrollmentId}`)[0]?.node_id;
  const due = () =>
    ownerSql()`update webhook_delivery set next_attempt_at = now() - interval '1 second' where enrollment_id = ${enrollmentId}`;
  return { step, here, due, enrollmentId };
}

test("a webhook is tried again with the same id until it is taken; then the enrollment goes on", async () => {
  const { heard, url } = await startListener([503, 200]);
  const { step, here, due, enrollmentId } = await atWebhook(url);
  await relayWebhooks({ allowPrivate: true });
  await step();
  expect(await here()).toBe("call");
  await due();
  await relayWebhooks({ allowPrivate: true });
  expect(await ownerSql()`select cause from wake where enrollment_id = ${enrollmentId} and eaten_at is null`).toEqual([
    { cause: "webhook" },
  ]);
  await step();
  expect(await here()).toBe("good");
  expect(heard).toHaveLength(2);
  expect(heard[0]?.headers["webhook-id"]).toBe(heard[1]?.headers["webhook-id"]);
  expect(JSON.parse(heard[1]?.body ?? "")).toMatchObject({
    type: "sequence.step",
    data: { properties: { who: expect.stringMatching(/^First/) } },
  });
});

test("an answer that will not get better takes the failed way at once", async () => {
  const { heard, url } = await startListener([410]);
  const { step, here } = await atWebhook(url);
  await relayWebhooks({ allowPrivate: true });
  await step();
  expect(await here()).toBe("bad");
  expect(heard).toHaveLength(1);
});

test("a private address is not called", async () => {
  const { heard, url } = await startListener([200]);
  for (const address of [url, url.replace("127.0.0.1", "localhost"), url.replace("127.0.0.1", "[::ffff:127.0.0.1]")]) {
    const { step, here } = await atWebhook(address);
    await relayWebhooks();
    await step();
    expect(await here()).toBe("bad");
  }
  expect(heard).toEqual([]);
});

test("an answer that cannot be stored as it is does not stand in the way of its mark", async () => {
  const { heard, url } = await startListener([200], `tha\0nks ${"x".repeat(1_990)}👋👋`);
  const { step, here } = await atWebhook(url);
  await relayWebhooks({ allowPrivate: true });
  await relayWebhooks({ allowPrivate: true });
  await step();
  expect(await here()).toBe("good");
  expect(heard).toHaveLength(1);
});

/** An endpoint that is owed so many messages, the oldest first. */
async function owedEndpoint(workspaceId: string, name: string, url: string, owed: number): Promise<string> {
  const id = `whk_${name}_${workspaceId}`;
  await ownerSql()`
    insert into webhook_endpoint (id, workspace_id, url, secret) values (${id}, ${workspaceId}, ${url}, ${sealEndpointSecret(id, newEndpointSecret())})`;
  await ownerSql()`
    insert into webhook_delivery (id, workspace_id, key, endpoint_id, url, event, payload, next_attempt_at)
    select ${id} || n, ${workspaceId}, ${id} || n, ${id}, ${url}, 'webhook.test', '{}', now() - interval '1 hour' + n * interval '1 second'
    from generate_series(1, ${owed}::int) n`;
  return id;
}
const stateOf = async (endpointId: string) =>
  (
    await ownerSql()`
      select count(*) filter (where state = 'delivered')::int as delivered, count(*) filter (where attempts > 0)::int as tried
      from webhook_delivery where endpoint_id = ${endpointId}`
  )[0];

test("an endpoint that never answers keeps nobody waiting, however much it is owed", async () => {
  const { workspaceId } = await buildWorld();
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const hole = await owedEndpoint(workspaceId, "hole", `http://127.0.0.1:${port}/`, 150);
  const { heard, url } = await startListener([]);
  const good = await owedEndpoint(workspaceId, "good", url, 12);
  const relay: WebhookRelay = createWebhookRelay(ownerSql(), {
    allowPrivate: true,
    onAnswer: () => void relay.look(),
  });
  await relay.look();
  await vi.waitFor(() => expect(heard).toHaveLength(12), 15_000);
  expect(await stateOf(hole)).toEqual({ delivered: 0, tried: 5 });
  silent.closeAllConnections();
  await relay.settled();
  expect(await stateOf(good)).toEqual({ delivered: 12, tried: 12 });
  // it failed just now: it is left alone, then asked with one
  await relayWebhooks({ allowPrivate: true });
  expect(await stateOf(hole)).toEqual({ delivered: 0, tried: 5 });
  await ownerSql()`update webhook_endpoint set quiet_until = now() where id = ${hole}`;
  const asked = relayWebhooks({ allowPrivate: true });
  await vi.waitFor(async () => expect(await stateOf(hole)).toEqual({ delivered: 0, tried: 6 }), 15_000);
  silent.closeAllConnections();
  await asked;
  await new Promise((resolve) => silent.close(resolve));
});

test("what arrived or failed is forgotten after 30 days; what is owed is not, nor what a step may still look at", async () => {
  const { enrollmentId } = await atWebhook("https://hooks.example/");
  const { workspaceId } = await buildWorld();
  const endpoint = await owedEndpoint(workspaceId, "old", "https://hooks.example/", 3);
  await ownerSql()`update webhook_delivery set created_at = now() - interval '31 days'`;
  await ownerSql()`update webhook_delivery set state = 'delivered' where enrollment_id = ${enrollmentId} or id = ${`${endpoint}1`}`;
  await ownerSql()`update webhook_delivery set state = 'failed' where id = ${`${endpoint}2`}`;
  await pruneRuntime(ownerSql());
  const left = await ownerSql()`
    select id from webhook_delivery where endpoint_id = ${endpoint} or enrollment_id = ${enrollmentId}`;
  expect(left).toHaveLength(2);
  expect(left.map(({ id }) => id)).toContain(`${endpoint}3`);
});
