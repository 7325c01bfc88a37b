import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { productFact } from "@/db/schema/product";
import { signal } from "@/db/schema/signal";
import { testDatabase } from "@/db/testing/database";
import { publicApp } from "@/server/api/public/app";
import { buildWorld, type World } from "@/server/api/testing/world";
import { revokeKey } from "@/server/services/keys/manage";

testDatabase();

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

async function call(method: string, path: string, body?: unknown, key = world.key) {
  const answer = await publicApp.request(`/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, type: answer.headers.get("content-type"), body: await answer.json() };
}

const purchase = {
  type: "purchase",
  id: "order-1",
  products: ["pro", "mug"],
  amount: 49.5,
  currency: "EUR",
  contact: { email: "Ana@acme.example" },
};

describe("events", () => {
  test("a purchase is stored once, however often it is sent, and notes what was bought", async () => {
    const first = await call("POST", "/events", purchase);
    expect(first).toMatchObject({
      status: 200,
      body: { events: [{ id: "order-1", isNew: true, contactId: world.contactId, unknownProducts: ["mug"] }] },
    });
    expect(await call("POST", "/events", [purchase, purchase])).toMatchObject({
      status: 200,
      body: { events: [{ isNew: false }, { isNew: false }] },
    });
    const rows = await withWorkspace(world.ctx, async (tx) => ({
      signals: await tx.select().from(signal).where(eq(signal.sourceId, "order-1")),
      facts: await tx
        .select()
        .from(productFact)
        .where(and(eq(productFact.fact, "bought"))),
    }));
    expect(rows.signals).toHaveLength(1);
    expect(rows.signals[0]).toMatchObject({
      kind: "purchase",
      name: "pro",
      verdict: "human",
      data: { productIds: [world.productId], amount: 49.5, currency: "EUR" },
    });
    expect(rows.facts).toHaveLength(1);
  });

  test("a custom event adds who is not known yet", async () => {
    const event = {
      type: "event",
      name: "trial.started",
      id: "trial-1",
      correlationKey: "cart-9",
      contact: { email: "fresh@new.example", externalId: "77", firstName: "Fresh", attributes: { plan: "free" } },
      data: { seats: 3 },
    };
    const { body } = await call("POST", "/events", event);
    const [row] = await withWorkspace(world.ctx, (tx) =>
      tx.select().from(contact).where(eq(contact.emailKey, "fresh@new.example")),
    );
    expect(row).toMatchObject({
      id: body.events[0].contactId,
      externalId: "77",
      source: "api",
      attributes: { plan: "free" },
    });
    const seen = await call("GET", `/contacts/${row?.id}`);
    expect(seen).toMatchObject({ status: 200, body: { email: "fresh@new.example", suppressed: false } });
  });

  test.each([
    [{ ...purchase, contact: { email: "no-address" } }, "contact.email"],
    [{ ...purchase, contact: {} }, "contact.email"],
    [{ ...purchase, colour: "red" }, "colour"],
    [{ ...purchase, contact: { email: "a@b.example", nick: "A" } }, "contact.nick"],
    [{ ...purchase, type: "gift" }, "type"],
    [{ ...purchase, products: [] }, "products"],
    [{ ...purchase, currency: "euro" }, "currency"],
    [{ ...purchase, occurredAt: "yesterday" }, "occurredAt"],
    [{ ...purchase, id: undefined }, "id"],
    [[purchase, { ...purchase, amount: -1 }], "1.amount"],
    [[purchase, { ...purchase, id: "x", occurredAt: "2999-01-01T00:00:00Z" }], "1.occurredAt"],
  ])("a wrong field is named: %#", async (body, path) => {
    const answer = await call("POST", "/events", body);
    expect(answer).toMatchObject({
      status: 422,
      type: "application/problem+json",
      body: { status: 422, errors: [{ path }] },
    });
  });

  test("a list is stored whole or not at all", async () => {
    const good = { type: "event", name: "seen", id: "all-1", contact: { email: "all@acme.example" } };
    expect(
      (await call("POST", "/events", [good, { ...good, id: "all-2", occurredAt: "2999-01-01T00:00:00Z" }])).status,
    ).toBe(422);
    const rows = await withWorkspace(world.ctx, (tx) =>
      tx.select().from(contact).where(eq(contact.emailKey, "all@acme.example")),
    );
    expect(rows).toEqual([]);
  });

  test("what is no JSON, and what is nowhere, is a problem too", async () => {
    expect(await call("POST", "/events", "{not json")).toMatchObject({ status: 400, type: "application/problem+json" });
    expect(await call("GET", "/nothing")).toMatchObject({ status: 404, type: "application/problem+json" });
  });
});

describe("contacts and enrollments", () => {
  test("a contact is added, then completed", async () => {
    const input = {
      contact: { externalId: "crm-1", firstName: "Kim" },
      consent: { basis: "customer", source: "Shop" },
    };
    const first = await call("PUT", "/contacts", input);
    expect(first).toMatchObject({ status: 200, body: { isNew: true } });
    const second = await call("PUT", "/contacts", { contact: { externalId: "crm-1", email: "kim@acme.example" } });
    expect(second.body).toEqual({ id: first.body.id, isNew: false });
    expect((await call("GET", `/contacts/${first.body.id}`)).body).toMatchObject({
      firstName: "Kim",
      email: "kim@acme.example",
    });
  });

  test("people enter a live sequence, once", async () => {
    const input = { sequenceId: world.liveSequenceId, contactIds: [world.otherContactId] };
    expect(await call("POST", "/enrollments", input)).toMatchObject({ status: 200, body: { entered: 1, refused: {} } });
    expect((await call("POST", "/enrollments", input)).body.entered).toBe(0);
    expect(await call("POST", "/enrollments", { ...input, sequenceId: "seq_gone" })).toMatchObject({ status: 404 });
  });
});

describe("keys", () => {
  test("no key, a wrong key and another workspace's key open nothing", async () => {
    expect(await call("POST", "/events", purchase, "")).toMatchObject({
      status: 401,
      type: "application/problem+json",
    });
    expect(await call("POST", "/events", purchase, "heed_wrong")).toMatchObject({ status: 401 });
    const other = await buildWorld();
    expect(await call("GET", `/contacts/${world.contactId}`, undefined, other.key)).toMatchObject({ status: 404 });
    await revokeKey({ ctx: other.ctx, input: { id: other.keyId } });
    expect((await call("GET", `/contacts/${other.contactId}`, undefined, `${other.key}x`)).status).toBe(401);
  });

  test("the description of the API is open and names every call", async () => {
    const answer = await publicApp.request("/api/v1/openapi.json");
    const description = await answer.json();
    expect(description.openapi).toBe("3.1.0");
    expect(Object.keys(description.paths).sort()).toEqual([
      "/api/v1/contacts",
      "/api/v1/contacts/{id}",
      "/api/v1/enrollments",
      "/api/v1/events",
    ]);
  });
});
