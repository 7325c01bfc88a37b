import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { relayWebhooks } from "@/server/integrations/webhooks/relay-webhooks";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";

testDatabase();
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

/** Somebody else's program: answers in turn, notes what it was told. */
async function startListener(answers: number[]) {
  const heard: { headers: IncomingMessage["headers"]; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(answers[heard.length - 1] ?? 200).end("thanks");
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
    ownerSql()`update webhook_delivery set next_attempt_at = now() where enrollment_id = ${enrollmentId}`;
  return { step, here, due, enrollmentId };
}

test("a webhook is tried again with the same id until it is taken; then the enrollment goes on", async () => {
  const { heard, url } = await startListener([503, 200]);
  const { step, here, due, enrollmentId } = await atWebhook(url);
  await relayWebhooks(ownerSql(), { allowPrivate: true });
  await step();
  expect(await here()).toBe("call");
  await due();
  await relayWebhooks(ownerSql(), { allowPrivate: true });
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
  await relayWebhooks(ownerSql(), { allowPrivate: true });
  await step();
  expect(await here()).toBe("bad");
  expect(heard).toHaveLength(1);
});

test("a private address is not called", async () => {
  const { heard, url } = await startListener([200]);
  for (const address of [url, url.replace("127.0.0.1", "localhost"), url.replace("127.0.0.1", "[::ffff:127.0.0.1]")]) {
    const { step, here } = await atWebhook(address);
    await relayWebhooks(ownerSql());
    await step();
    expect(await here()).toBe("bad");
  }
  expect(heard).toEqual([]);
});
