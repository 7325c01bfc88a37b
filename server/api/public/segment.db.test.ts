import { gzipSync } from "node:zlib";
import { Analytics } from "@segment/analytics-node";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withWorkspace } from "@/db/client";
import { company } from "@/db/schema/company";
import { contact, contactAlias } from "@/db/schema/contact";
import { productFact } from "@/db/schema/product";
import { signal } from "@/db/schema/signal";
import { testDatabase } from "@/db/testing/database";
import { segmentApp } from "@/server/api/public/segment";
import { serveHandler } from "@/server/api/public/testing/serve";
import { buildWorld, type World } from "@/server/api/testing/world";
import { createKey } from "@/server/services/keys/manage";

testDatabase();

let world: World;
let server: Awaited<ReturnType<typeof serveHandler>>;
beforeAll(async () => {
  world = await buildWorld();
  server = await serveHandler((request) => segmentApp.fetch(request));
});
afterAll(() => server.stop());

const contactBy = async (externalId: string) => {
  const rows = await withWorkspace(world.ctx, (tx) =>
    tx.select().from(contact).where(eq(contact.externalId, externalId)),
  );
  expect(rows).toHaveLength(1);
  return rows[0];
};
const signalsOf = (contactId: string) =>
  withWorkspace(world.ctx, (tx) => tx.select().from(signal).where(eq(signal.contactId, contactId)));

const NUL = "\0";
const HALF = "\uD83D";

const call = (path: string, body: unknown, key = world.key) =>
  segmentApp.request(`/v1/${path}`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
      "content-type": "application/json",
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

test("the stock library pointed at Heed works unchanged", async () => {
  const analytics = new Analytics({ writeKey: world.key, host: server.url, flushAt: 10, maxRetries: 0 });
  const errors: unknown[] = [];
  analytics.on("error", (error) => errors.push(error));
  analytics.identify({
    userId: "u-1",
    traits: {
      email: "Lea@Segment.example",
      name: "Lea Lind Holm",
      planName: "free",
      address: { city: "Ulm", country: "de" },
      seats: 4,
    },
  });
  analytics.track({ userId: "u-1", event: "Trial Started", properties: { plan: "pro" } });
  analytics.page({ userId: "u-1", name: "Pricing", properties: { url: "https://acme.example/pricing" } });
  analytics.group({ userId: "u-1", groupId: "g-7", traits: { name: "Segment GmbH" } });
  analytics.track({
    userId: "u-1",
    event: "Order Completed",
    properties: { order_id: "o-9", total: 49.5, currency: "eur", products: [{ sku: "PRO", quantity: 1 }] },
  });
  analytics.alias({ previousId: "u-1", userId: "u-2" });
  await analytics.closeAndFlush();
  expect(errors).toEqual([]);
  const lea = await contactBy("u-2");
  expect(lea).toMatchObject({
    email: "Lea@Segment.example",
    firstName: "Lea",
    lastName: "Lind Holm",
    country: "DE",
    source: "segment",
    attributes: { plan_name: "free", address_city: "Ulm", seats: 4, group_id: "g-7" },
  });
  const [employer] = await withWorkspace(world.ctx, (tx) =>
    tx
      .select()
      .from(company)
      .where(eq(company.id, lea?.companyId ?? "")),
  );
  expect(employer).toMatchObject({ domain: "segment.example" });
  const told = await signalsOf(lea?.id ?? "");
  expect(told.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
    "event Trial Started",
    "event page",
    "purchase pro",
  ]);
  expect(told.find(({ kind }) => kind === "purchase")?.data).toMatchObject({
    productIds: [world.productId],
    amount: 49.5,
    currency: "EUR",
    correlationKey: "o-9",
  });
  const facts = await withWorkspace(world.ctx, (tx) =>
    tx
      .select()
      .from(productFact)
      .where(and(eq(productFact.personId, lea?.personId ?? ""), eq(productFact.fact, "bought"))),
  );
  expect(facts).toHaveLength(1);
  // the id that was given up still finds the same person
  await call("track", { userId: "u-1", event: "Came back", messageId: "m-back" });
  expect(await signalsOf(lea?.id ?? "")).toHaveLength(4);
});

test("a visitor nobody knows is one person with whom they turn out to be, and not with the next at that browser", async () => {
  await call("track", { anonymousId: "browser", event: "Looked", messageId: "a-1" });
  await call("identify", { anonymousId: "browser", userId: "first", traits: { email: "first@visitor.example" } });
  const first = await contactBy("first");
  expect(await signalsOf(first?.id ?? "")).toHaveLength(1);
  await call("track", { anonymousId: "browser", event: "Looked again", messageId: "a-2" });
  expect(await signalsOf(first?.id ?? "")).toHaveLength(2);
  await call("identify", { anonymousId: "browser", userId: "second", traits: { email: "second@visitor.example" } });
  const second = await contactBy("second");
  expect(second?.personId).not.toBe(first?.personId);
  await call("track", { anonymousId: "browser", event: "Looked too", messageId: "a-3" });
  expect(await signalsOf(second?.id ?? "")).toHaveLength(1);
  const names = await withWorkspace(world.ctx, (tx) =>
    tx.select().from(contactAlias).where(eq(contactAlias.alias, "anonymous:browser")),
  );
  expect(names.map(({ contactId }) => contactId)).toEqual([second?.id]);
});

test("a batch sent again changes nothing; traits of one person in one batch add up", async () => {
  const batch = [
    { type: "identify", userId: "twice", traits: { email: "twice@segment.example", plan: "free" }, messageId: "b-1" },
    { type: "identify", userId: "twice", traits: { colour: "red" }, messageId: "b-2" },
    { type: "track", userId: "twice", event: "Clicked", messageId: "b-3" },
  ];
  for (let time = 0; time < 3; time += 1) expect((await call("batch", { batch })).status).toBe(200);
  const twice = await contactBy("twice");
  expect(twice?.attributes).toEqual({ plan: "free", colour: "red" });
  expect(await signalsOf(twice?.id ?? "")).toHaveLength(1);
});

test("when it happened is corrected by the sender's clock, and never lies in the future", async () => {
  const now = Date.now();
  const iso = (ms: number) => new Date(ms).toISOString();
  const hour = 3_600_000;
  const batch = [
    {
      type: "track",
      userId: "clock",
      event: "An hour ago by a clock a day ahead",
      timestamp: iso(now + 23 * hour),
      messageId: "c-1",
    },
    { type: "track", userId: "clock", event: "Later than sent", timestamp: iso(now + 25 * hour), messageId: "c-2" },
  ];
  await call("batch", { batch, sentAt: iso(now + 24 * hour) });
  const told = await signalsOf((await contactBy("clock"))?.id ?? "");
  const at = (id: string) => told.find(({ sourceId }) => sourceId === id)?.occurredAt.getTime() ?? 0;
  expect(Math.abs(at("c-1") - (now - hour))).toBeLessThan(60_000);
  expect(at("c-2")).toBeLessThanOrEqual(Date.now());
});

test("a time that is a language's zero is none; one message with it loses no other", async () => {
  const batch = [
    { type: "track", userId: "zero", event: "Go", timestamp: "0001-01-01T00:00:00Z", messageId: "z-1" },
    { type: "track", userId: "zero", event: "Older", timestamp: "-200000-01-01T00:00:00Z", messageId: "z-2" },
    { type: "track", userId: "zero", event: "Sent", timestamp: new Date().toISOString(), messageId: "z-3" },
  ];
  const began = Date.now();
  expect((await call("batch", { batch, sentAt: "+275000-01-01T00:00:00Z" })).status).toBe(200);
  const told = await signalsOf((await contactBy("zero"))?.id ?? "");
  expect(told).toHaveLength(3);
  for (const { occurredAt } of told) expect(Math.abs(occurredAt.getTime() - began)).toBeLessThan(60_000);
});

test("packed batches of the mobile libraries go in", async () => {
  const body = gzipSync(JSON.stringify({ batch: [{ type: "identify", userId: "mobile" }], writeKey: world.key }));
  const headers = { "content-encoding": "gzip", "content-type": "application/json" };
  expect((await segmentApp.request("/v1/b", { method: "POST", headers, body })).status).toBe(200);
  expect(await contactBy("mobile")).toBeDefined();
  const broken = await segmentApp.request("/v1/b", { method: "POST", headers, body: "no" });
  expect(broken.status).toBe(400);
});

test("a message that says nothing is named and loses no other; what is no call is refused", async () => {
  const answer = await call("batch", {
    batch: [
      { type: "track", event: "Nobody" },
      { type: "dance", userId: "x" },
      "no",
      { type: "track", userId: "kept", event: " " },
      { type: "identify", userId: "kept" },
    ],
  });
  const dropped = [{ index: 0 }, { index: 1 }, { index: 2 }, { index: 3, reason: "event is missing" }];
  expect(await answer.json()).toMatchObject({ success: true, dropped });
  expect(await contactBy("kept")).toBeDefined();
  expect((await call("track", "{not json")).status).toBe(400);
  expect((await call("batch", { batch: "all" })).status).toBe(400);
  expect((await call("dance", {})).status).toBe(404);
  expect((await call("constructor", {})).status).toBe(404);
  expect((await call("track", { userId: "x", event: "y" }, "heed_wrong")).status).toBe(401);
  const { key } = await createKey({ ctx: world.ctx, input: { name: "Reader", scopes: ["read"] } });
  const refused = await call("track", { userId: "x", event: "y" }, key);
  expect(refused.status).toBe(403);
  expect(refused.headers.get("content-type")).toBe("application/problem+json");
});

test("texts that cannot be stored as they are lose neither themselves nor the others of their batch", async () => {
  const answer = await call("batch", {
    batch: [
      {
        ...{ type: "identify", messageId: "odd-1", userId: "odd-1" },
        traits: { firstName: `Od${NUL}a`, note: `${"n".repeat(1_999)}👋`, hobby: `chess ${HALF}` },
      },
      {
        type: "track",
        messageId: "odd-2",
        userId: "odd-1",
        event: "Saved",
        properties: { [`ti${NUL}tle`]: NUL, half: HALF },
      },
      { type: "track", messageId: "odd-3", userId: "odd-1", event: "Opened" },
    ],
  });
  expect(answer.status).toBe(200);
  const odd = await contactBy("odd-1");
  expect(odd).toMatchObject({ firstName: "Oda", attributes: { note: "n".repeat(1_999), hobby: "chess �" } });
  const did = await signalsOf(odd?.id ?? "");
  expect(did.map(({ name, data }) => [name, data]).sort()).toEqual([
    ["Opened", {}],
    ["Saved", { title: "", half: "�" }],
  ]);
});
