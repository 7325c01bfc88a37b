import { createHmac } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { ownerSql, withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { productFact } from "@/db/schema/product";
import { signal } from "@/db/schema/signal";
import { testDatabase } from "@/db/testing/database";
import { buildWorld, type World } from "@/server/api/testing/world";
import { receiveCall } from "@/server/integrations/receive-call";
import { relayProviderEvents } from "@/server/integrations/relay-provider-events";
import {
  connectIntegration,
  listIntegrationEvents,
  listIntegrations,
  updateIntegration,
} from "@/server/services/integrations/manage";
import { addProductRef } from "@/server/services/products/refs";

testDatabase();

const secret = "0123456789abcdef0123456789abcdef";
let world: World;
let token: string;
let calls = 0;
beforeAll(async () => {
  world = await buildWorld();
  const { ctx } = world;
  await connectIntegration({ ctx, input: { kind: "shopify" } });
  await updateIntegration({ ctx, input: { kind: "shopify", signingSecret: secret } });
  const { url } = (await listIntegrations({ ctx })).find(({ kind }) => kind === "shopify") ?? { url: "" };
  token = url.split("/").at(-1) ?? "";
  await addProductRef({ ctx, input: { productId: world.productId, source: "shopify", ref: "8001" } });
});

interface Given {
  readonly id?: string;
  readonly topic?: string;
  readonly secret?: string;
  readonly body?: string;
}

function send(order: object, given: Given = {}) {
  const signed = JSON.stringify(order);
  calls += 1;
  const headers = new Headers({
    "x-shopify-hmac-sha256": createHmac("sha256", given.secret ?? secret)
      .update(signed)
      .digest("base64"),
    "x-shopify-topic": given.topic ?? "orders/paid",
    "x-shopify-webhook-id": given.id ?? `call-${calls}`,
    "x-shopify-triggered-at": "2026-05-04T10:00:00.123456Z",
  });
  return receiveCall("shopify", token, given.body ?? signed, headers);
}
const order = (id: number, email: string | null, more: object = {}) => ({
  id,
  financial_status: "paid",
  email,
  total_price: "49.50",
  currency: "EUR",
  line_items: [{ variant_id: 9001, product_id: 8001, sku: "MUG", title: "Mug" }],
  ...more,
});
const work = () => relayProviderEvents(ownerSql());
const newest = async () => (await listIntegrationEvents({ ctx: world.ctx, input: { kind: "shopify" } })).items[0];
const toldOf = (email: string) =>
  withWorkspace(world.ctx, (tx) =>
    tx
      .select({ id: signal.id, kind: signal.kind, name: signal.name, data: signal.data, at: signal.occurredAt })
      .from(signal)
      .innerJoin(contact, eq(contact.id, signal.contactId))
      .where(and(eq(contact.emailKey, email), eq(signal.source, "shopify"))),
  );

test("a paid order is a purchase of what its lines are mapped to, once, however often and in whatever call it is told", async () => {
  const paid = order(1, "Buyer@shop.example", { customer: { id: 7, first_name: "Bea", last_name: "Buyer" } });
  expect(await send(paid, { id: "call" })).toMatchObject({ status: 200, says: "Taken" });
  expect(await send(paid, { id: "call" })).toMatchObject({ status: 200, says: "It was here before" });
  expect(await send(paid, { id: "another call" })).toMatchObject({ status: 200, says: "Taken" });
  await work();
  const [bought, ...more] = await toldOf("buyer@shop.example");
  expect(more).toEqual([]);
  expect(bought).toMatchObject({
    kind: "purchase",
    name: "Mug",
    data: { productIds: [world.productId], amount: 49.5, currency: "EUR", correlationKey: "1" },
    at: new Date("2026-05-04T10:00:00.123Z"),
  });
  const facts = await withWorkspace(world.ctx, (tx) =>
    tx
      .select({ fact: productFact.fact, productId: productFact.productId })
      .from(productFact)
      .where(eq(productFact.sourceRef, bought?.id ?? "")),
  );
  expect(facts).toEqual([{ fact: "bought", productId: world.productId }]);
});

test("tampered with, signed by another, unsigned, of no secret: refused, and shown why", async () => {
  const paid = order(2, "mallory@shop.example");
  expect(await send(paid, { body: JSON.stringify({ ...paid, total_price: "1.00" }) })).toMatchObject({ status: 400 });
  expect(await send(paid, { secret: "another secret" })).toMatchObject({ status: 400 });
  expect(await receiveCall("shopify", token, JSON.stringify(paid), new Headers())).toMatchObject({ status: 400 });
  expect(await receiveCall("shopify", "nobody", JSON.stringify(paid), new Headers())).toMatchObject({ status: 404 });
  const shown = (await listIntegrations({ ctx: world.ctx })).find(({ kind }) => kind === "shopify");
  expect(shown?.refusal).toBe("The signature does not fit the secret");
  await work();
  expect(await toldOf("mallory@shop.example")).toEqual([]);
});

test("signed but malformed: no JSON and no order are refused, an order that cannot be read is tried again and shown", async () => {
  const signed = (body: string) =>
    receiveCall(
      "shopify",
      token,
      body,
      new Headers({
        "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
        "x-shopify-topic": "orders/paid",
        "x-shopify-webhook-id": body,
      }),
    );
  expect(await signed("{")).toMatchObject({ status: 400 });
  expect(await signed("[]")).toMatchObject({ status: 400 });
  expect(await signed(JSON.stringify({ name: "no order" }))).toMatchObject({ status: 400 });
  expect(await send(order(3, "x@shop.example", { line_items: "all" }))).toMatchObject({ status: 200 });
  await work();
  expect(await newest()).toMatchObject({ state: "owed", attempts: 1 });
  expect(await toldOf("x@shop.example")).toEqual([]);
});

test("another topic, an order that is not paid or names nobody, and a test of the shop are nothing", async () => {
  const nothing: [object, Given, string][] = [
    [order(4, "n@shop.example"), { topic: "orders/create" }, "Nothing is done about orders/create"],
    [order(5, "n@shop.example", { financial_status: "pending" }), {}, "Nothing was paid (yet)"],
    [order(6, "n@shop.example", { test: true }), {}, "An order of a test"],
    [order(7, null), {}, "It names nobody: no address, no customer"],
  ];
  for (const [told, given, says] of nothing) {
    expect(await send(told, given)).toMatchObject({ status: 200 });
    await work();
    expect(await newest()).toMatchObject({ state: "ignored", outcome: says });
  }
  expect(await toldOf("n@shop.example")).toEqual([]);
});

test("an order nothing was charged for is an event, and one of unknown things a purchase that says so", async () => {
  await send(order(8, "free@shop.example", { total_price: "0.00" }));
  await work();
  expect(await toldOf("free@shop.example")).toMatchObject([{ kind: "event", name: "checkout.free" }]);
  await send(order(9, "new@shop.example", { line_items: [{ variant_id: 1, title: "Hat" }] }));
  await work();
  expect(await newest()).toMatchObject({ state: "handled", outcome: "A purchase of nothing we know: 1, Hat" });
  expect(await toldOf("new@shop.example")).toMatchObject([{ kind: "purchase", name: "Hat" }]);
});

test("each service has secrets of its own shape", async () => {
  const { ctx } = world;
  const update = (input: { kind: "stripe" | "shopify"; signingSecret: string }) => updateIntegration({ ctx, input });
  await connectIntegration({ ctx, input: { kind: "stripe" } });
  await expect(update({ kind: "stripe", signingSecret: secret })).rejects.toMatchObject({
    fields: [{ path: "signingSecret", message: "A signing secret starts with whsec_" }],
  });
  await expect(update({ kind: "shopify", signingSecret: "short" })).rejects.toMatchObject({
    fields: [{ path: "signingSecret" }],
  });
});
