import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createResendTransport, type ResendSettings } from "@/server/mail/resend";
import { outgoingMail } from "@/server/mail/testing/outgoing";

interface Call {
  path: string;
  key: string | undefined;
  authorization: string | undefined;
  body: Record<string, unknown> | Record<string, unknown>[];
}
type Respond = (response: ServerResponse, call: Call, request: IncomingMessage) => void;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closers.splice(0)) await close();
});

/** A stand-in for api.resend.com: the n-th call gets the n-th answer, later ones the last. */
async function startApi(...answers: Respond[]): Promise<{ url: string; calls: Call[] }> {
  vi.spyOn(console, "error").mockImplementation(() => undefined); // the SDK writes its errors there
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const call: Call = {
        path: request.url ?? "",
        key: request.headers["idempotency-key"]?.toString(),
        authorization: request.headers.authorization,
        body: JSON.parse(Buffer.concat(chunks).toString()),
      };
      calls.push(call);
      (answers[calls.length - 1] ?? answers.at(-1))?.(response, call, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Respond =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };
const fault = (statusCode: number, name: string, headers: Record<string, string> = {}) =>
  json(statusCode, { statusCode, name, message: "no" }, headers);
const accepted = json(200, { id: "re-1" });
const hangUp: Respond = (_, __, request) => request.socket.destroy();
const silence: Respond = () => undefined;
const html: Respond = (response) =>
  response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");

function connect(url: string, more: Partial<ResendSettings> = {}) {
  const slept: number[] = [];
  let time = 0;
  const transport = createResendTransport({
    apiKey: "re_test",
    baseUrl: url,
    timeoutMs: 500,
    clock: () => time,
    sleep: async (ms) => {
      slept.push(ms);
      time += ms;
    },
    ...more,
  });
  return {
    transport,
    slept,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

const key = { idempotencyKey: "send/tch_1" };

describe("one mail", () => {
  test("what goes over the wire", async () => {
    const { url, calls } = await startApi(accepted);
    const { transport } = connect(url);
    const mail = outgoingMail({
      replyTo: "ana+r1@ours.example",
      inReplyTo: "<a@x>",
      references: ["<a@x>", "<s.tch_1@ours.example>"],
      headers: { "List-Unsubscribe": "<https://h/u>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    });
    expect(await transport.send(mail, key)).toMatchObject({
      outcome: "accepted",
      providerId: "re-1",
      messageId: mail.messageId,
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      path: "/emails",
      key: "send/tch_1",
      authorization: "Bearer re_test",
      body: {
        from: '"Ana Ruiz" <ana@ours.example>',
        to: "tom@acme.example",
        reply_to: "ana+r1@ours.example",
        text: "Hello Tom\n",
        headers: {
          "In-Reply-To": "<a@x>",
          References: "<a@x> <s.tch_1@ours.example>",
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        tags: [{ name: "touch", value: "tch_1" }],
      },
    });
  });

  test("the same mail twice is the same bytes: a key with other words is refused by them", async () => {
    const { url, calls } = await startApi(accepted);
    const { transport } = connect(url);
    await transport.send(outgoingMail(), key);
    await transport.send(outgoingMail(), key);
    expect(calls[0]?.body).toEqual(calls[1]?.body);
  });

  test.each<[string, Respond]>([
    ["a cut connection", hangUp],
    ["silence", silence],
    ["a gateway's HTML page", html],
    ["500", fault(500, "internal_server_error")],
    ["a twin still under way", fault(409, "concurrent_idempotent_requests")],
  ])("%s is asked again with the same key, then taken", async (_, broken) => {
    const { url, calls } = await startApi(broken, accepted);
    const { transport } = connect(url);
    expect(await transport.send(outgoingMail(), key)).toMatchObject({ outcome: "accepted", providerId: "re-1" });
    expect(calls.map((call) => call.key)).toEqual(["send/tch_1", "send/tch_1"]);
  });

  test.each<[string, Respond]>([
    ["a cut connection", hangUp],
    ["a gateway's HTML page", html],
    ["503", fault(503, "application_error")],
  ])("%s for good is unknown, to be asked later with the same key", async (_, broken) => {
    const { url, calls } = await startApi(broken);
    const { transport } = connect(url);
    expect(transport.honoursKeys).toBe(true);
    expect(await transport.send(outgoingMail(), key)).toMatchObject({ outcome: "unknown" });
    expect(calls).toHaveLength(3);
  });

  test.each<[string, Respond, Record<string, unknown>]>([
    [
      "an address they refuse",
      fault(422, "validation_error"),
      { outcome: "rejected", code: "validation_error", bounce: null },
    ],
    ["a field that is missing", fault(422, "missing_required_field"), { outcome: "rejected" }],
    ["a wrong key", fault(401, "invalid_api_key"), { outcome: "deferred", retryAfterMs: 900_000 }],
    ["a domain that is not verified", fault(403, "validation_error"), { outcome: "deferred", retryAfterMs: 900_000 }],
    ["a sender they do not know", fault(422, "invalid_from_address"), { outcome: "deferred", retryAfterMs: 900_000 }],
    ["the day's quota", fault(429, "daily_quota_exceeded"), { outcome: "deferred", retryAfterMs: 3_600_000 }],
    ["the month's quota", fault(429, "monthly_quota_exceeded"), { outcome: "deferred", retryAfterMs: 3_600_000 }],
    ["the same key with other words", fault(409, "invalid_idempotent_request"), { outcome: "unknown" }],
  ])("%s", async (_, refused, expected) => {
    const { url, calls } = await startApi(refused);
    expect(await connect(url).transport.send(outgoingMail(), key)).toMatchObject(expected);
    expect(calls).toHaveLength(1);
  });
});

describe("rate", () => {
  test("a short retry-after is waited out", async () => {
    const { url, calls } = await startApi(fault(429, "rate_limit_exceeded", { "retry-after": "1" }), accepted);
    const { transport, slept } = connect(url);
    expect(await transport.send(outgoingMail(), key)).toMatchObject({ outcome: "accepted" });
    expect(slept).toEqual([1_000]);
    expect(calls).toHaveLength(2);
  });

  test("a long one is the caller's, for the mails behind it too, until it is over", async () => {
    const { url, calls } = await startApi(fault(429, "rate_limit_exceeded", { "retry-after": "30" }), accepted);
    const { transport, slept, pass } = connect(url);
    expect(await transport.send(outgoingMail(), key)).toMatchObject({ outcome: "deferred", retryAfterMs: 30_000 });
    expect(await transport.send(outgoingMail(), key)).toMatchObject({ outcome: "deferred" });
    expect(calls).toHaveLength(1);
    pass(30_000);
    expect(await transport.send(outgoingMail(), key)).toMatchObject({ outcome: "accepted" });
    expect(slept).toEqual([]);
  });

  test("a no after a cut connection says nothing of the mail that may have been taken: it stays open", async () => {
    const { url, calls } = await startApi(hangUp, fault(429, "rate_limit_exceeded", { "retry-after": "30" }));
    const { transport } = connect(url);
    expect(await transport.send(outgoingMail(), key)).toMatchObject({ outcome: "unknown" });
    expect(calls).toHaveLength(2);
  });

  test("a window that is used up holds the next call back", async () => {
    const spent = json(200, { id: "re-1" }, { "ratelimit-remaining": "0", "ratelimit-reset": "1" });
    const { url } = await startApi(spent, accepted);
    const { transport, slept } = connect(url);
    await transport.send(outgoingMail(), key);
    await transport.send(outgoingMail(), key);
    expect(slept).toEqual([1_000]);
  });
});

describe("a batch", () => {
  const mails = [
    outgoingMail(),
    outgoingMail({ to: "jo@acme.example", messageId: "<s.tch_2@ours.example>", touchId: "tch_2" }),
  ];

  test("is one call with one key, answered in order", async () => {
    const { url, calls } = await startApi(json(200, { data: [{ id: "a" }, { id: "b" }] }));
    const results = await connect(url).transport.sendBatch(mails, { idempotencyKey: "batch/1" });
    expect(results).toMatchObject([
      { outcome: "accepted", providerId: "a", messageId: "<s.tch_1@ours.example>" },
      { outcome: "accepted", providerId: "b", messageId: "<s.tch_2@ours.example>" },
    ]);
    expect(calls).toMatchObject([
      { path: "/emails/batch", key: "batch/1", body: [{ to: "tom@acme.example" }, { to: "jo@acme.example" }] },
    ]);
  });

  test("is refused as a whole", async () => {
    const { url } = await startApi(fault(422, "validation_error"));
    const results = await connect(url).transport.sendBatch(mails, { idempotencyKey: "batch/1" });
    expect(results).toMatchObject([{ outcome: "rejected" }, { outcome: "rejected" }]);
  });
});
