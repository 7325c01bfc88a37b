import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { productFact } from "@/db/schema/product";
import { signal } from "@/db/schema/signal";
import { testDatabase } from "@/db/testing/database";
import { publicApp } from "@/server/api/public/app";
import { MOST_BYTES } from "@/server/api/public/route-parts";
import { buildWorld, type World } from "@/server/api/testing/world";
import { createKey, revokeKey } from "@/server/services/keys/manage";

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

test("a body that does not say that it is JSON is refused as such, and nothing is stored", async () => {
  const body = JSON.stringify({ type: "event", id: "no-type", name: "saved", contact: { email: "ana@acme.example" } });
  for (const type of ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"]) {
    for (const path of ["/events", "/contacts", "/messages", "/enrollments"]) {
      const answer = await publicApp.request(`/api/v1${path}`, {
        method: path === "/contacts" ? "PUT" : "POST",
        headers: { authorization: `Bearer ${world.key}`, "content-type": type },
        body,
      });
      expect([path, answer.status, answer.headers.get("content-type")]).toEqual([
        path,
        415,
        "application/problem+json",
      ]);
      expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(type) });
    }
  }
  const said = await publicApp.request("/api/v1/events", {
    method: "POST",
    headers: { authorization: `Bearer ${world.key}`, "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ type: "event" }),
  });
  expect(said.status).toBe(422);
  expect(await said.json()).toMatchObject({
    errors: expect.arrayContaining([{ path: "id", message: "This is missing" }]),
  });
});

test("a body larger than any of ours is refused, a cursor that was made up is named", async () => {
  const large = await call("POST", "/events", `{"type":"event","name":"${"x".repeat(MOST_BYTES)}"}`);
  expect(large).toMatchObject({ status: 413, type: "application/problem+json" });
  const cursor = Buffer.from('["yesterday","ctc_1"]').toString("base64url");
  expect(await call("GET", `/contacts?cursor=${cursor}`)).toMatchObject({
    status: 422,
    body: { errors: [{ path: "cursor" }] },
  });
});

test("what only the service finds wrong with one event is named as it was sent", async () => {
  const event = { type: "event", id: "late", name: "saved", contact: { email: "ana@acme.example" } };
  const late = { ...event, occurredAt: "2099-01-01T00:00:00Z" };
  expect(await call("POST", "/events", late)).toMatchObject({
    status: 422,
    body: { errors: [{ path: "occurredAt" }] },
  });
  expect(await call("POST", "/events", [late])).toMatchObject({ body: { errors: [{ path: "0.occurredAt" }] } });
});

const purchase = {
  type: "purchase",
  id: "order-1",
  products: ["pro", "mug"],
  amount: 49.5,
  currency: "EUR",
  contact: { email: "Ana@acme.example" },
};

describe("events", () => {
  test("a text with what no database keeps is stored without it", async () => {
    const odd = {
      ...{ type: "event", id: "odd\0-1", name: "saved" },
      contact: { email: "odd@acme.example", firstName: "O\0da", attributes: { note: "a\0\uD83D" } },
      data: { deep: ["\0x", { "k\0": "\uDC4B" }] },
    };
    expect(await call("POST", "/events", odd)).toMatchObject({ status: 200, body: { events: [{ isNew: true }] } });
    const [stored] = await withWorkspace(world.ctx, (tx) =>
      tx.select().from(signal).where(eq(signal.sourceId, "odd-1")),
    );
    expect(stored?.data).toEqual({ deep: ["x", { k: "�" }] });
    const [known] = await withWorkspace(world.ctx, (tx) =>
      tx.select().from(contact).where(eq(contact.emailKey, "odd@acme.example")),
    );
    expect(known).toMatchObject({ firstName: "Oda", attributes: { note: "a�" } });
  });

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
    expect(seen).toMatchObject({
      status: 200,
      body: { email: "fresh@new.example", suppressed: false, archivedAt: null },
    });
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
    [{ ...purchase, id: "x", occurredAt: "2999-01-01T00:00:00Z" }, "occurredAt"],
    [{ ...purchase, id: "x", occurredAt: "0000-01-01T00:00:00Z" }, "occurredAt"],
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

  test("what is called in another way says which ways there are", async () => {
    expect(await call("POST", "/contacts", {})).toMatchObject({
      status: 405,
      type: "application/problem+json",
      body: { detail: "/api/v1/contacts is called with GET or PUT" },
    });
    const answer = await publicApp.request("/api/v1/support/card", {
      method: "DELETE",
      headers: { authorization: `Bearer ${world.key}` },
    });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET"]);
  });
});

describe("contacts and enrollments", () => {
  test("a contact is added, then completed", async () => {
    const input = {
      contact: { externalId: "crm-1", firstName: "Kim", country: "de", timeZone: "Europe/Berlin", phone: "+49 40 1" },
      consent: { basis: "customer", source: "Shop" },
    };
    const first = await call("PUT", "/contacts", input);
    expect(first).toMatchObject({ status: 200, body: { isNew: true } });
    const second = await call("PUT", "/contacts", { contact: { externalId: "crm-1", email: "kim@acme.example" } });
    expect(second.body).toEqual({ id: first.body.id, isNew: false });
    expect((await call("GET", `/contacts/${first.body.id}`)).body).toMatchObject({
      firstName: "Kim",
      email: "kim@acme.example",
      ...{ country: "DE", timeZone: "Europe/Berlin", phone: "+49 40 1", company: "acme.example" },
      consents: [{ topicId: null, basis: "customer", source: "Shop" }],
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
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining([
        "/api/v1/contacts",
        "/api/v1/contacts/{id}",
        "/api/v1/enrollments",
        "/api/v1/enrollments/{id}/stop",
        "/api/v1/events",
        "/api/v1/messages",
        "/api/v1/messages/{id}",
        "/api/v1/products",
        "/api/v1/purchases",
        "/api/v1/sequences",
        "/api/v1/suppressions",
        "/api/v1/touches",
      ]),
    );
    // every call says what a key must be made for
    for (const item of Object.values(description.paths))
      for (const operation of Object.values(item as object))
        expect(Reflect.get(operation, "security")).toEqual([{ key: [expect.any(String)] }]);
  });

  test("the reference page names every call and loads nothing from elsewhere", async () => {
    const page = await (await publicApp.request("/api/v1/reference")).text();
    const description = await (await publicApp.request("/api/v1/openapi.json")).json();
    for (const path of Object.keys(description.paths)) expect(page).toContain(path);
    expect(page).not.toMatch(/<script|<link|src=|url\(|@import/);
  });

  test("what somebody has or has no use for is noted by the product's key, and taken back", async () => {
    const path = `/contacts/${world.contactId}/products/pro/not_for_them`;
    const noted = async () =>
      (await withWorkspace(world.ctx, (tx) => tx.select().from(productFact))).filter(
        ({ fact }) => fact === "not_for_them",
      );
    expect(await call("PUT", path, { occurredAt: "2026-01-05T09:00:00Z" })).toMatchObject({
      status: 200,
      body: { ok: true },
    });
    expect(await call("PUT", path, {})).toMatchObject({ status: 200 });
    expect(await noted()).toMatchObject([
      { productId: world.productId, source: "api", occurredAt: new Date("2026-01-05T09:00:00Z") },
    ]);
    for (const occurredAt of ["2126-01-05T09:00:00Z", "0000-01-05T09:00:00Z"])
      expect((await call("PUT", path, { occurredAt })).status).toBe(422);
    expect((await call("PUT", path.replace("/pro/", "/mug/"), {})).status).toBe(404);
    expect((await call("PUT", path.replace("not_for_them", "loves"), {})).status).toBe(422);
    expect((await call("DELETE", path)).status).toBe(200);
    expect(await noted()).toEqual([]);
  });

  test("a key opens what it was made for and nothing else", async () => {
    const { key } = await createKey({ ctx: world.ctx, input: { name: "Shop", scopes: ["events"] } });
    const head = (path: string) =>
      publicApp.request(`/api/v1${path}`, { method: "HEAD", headers: { authorization: `Bearer ${key}` } });
    expect((await head("/sequences")).status).toBe(403); // answered by the same route as GET
    expect((await call("POST", "/purchases", { ...purchase, type: undefined, id: "scoped-1" }, key)).status).toBe(200);
    expect((await call("GET", "/contacts", undefined, key)).status).toBe(403);
    expect((await call("PUT", "/contacts", { contact: { externalId: "no" } }, key)).status).toBe(403);
  });
});

describe("calls", () => {
  const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    publicApp.request(`/api/v1${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${world.key}`, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });

  test("every answer says how many calls are left", async () => {
    const answer = await publicApp.request("/api/v1/products", { headers: { authorization: `Bearer ${world.key}` } });
    expect(answer.headers.get("ratelimit-limit")).toBe("6000");
    expect(Number(answer.headers.get("ratelimit-remaining"))).toBeLessThan(6000);
    expect(Number(answer.headers.get("ratelimit-reset"))).toBeLessThanOrEqual(60);
    expect(answer.headers.get("ratelimit-policy")).toBe("6000;w=60");
  });

  test("the same call with an idempotency key is done once, another with that key is refused", async () => {
    const body = { sequenceId: world.liveSequenceId, contactIds: [world.contactId] };
    const first = await send("/enrollments", body, { "idempotency-key": "one" });
    const again = await send("/enrollments", body, { "idempotency-key": "one" });
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.headers.get("ratelimit-limit")).toBe("6000");
    const other = await send(
      "/enrollments",
      { ...body, contactIds: [world.otherContactId] },
      { "idempotency-key": "one" },
    );
    expect(other.status).toBe(422);
  });

  test("a call that was refused did nothing: mended it is made under the same key, and then known by it", async () => {
    const mended = { sequenceId: world.liveSequenceId, contactIds: [world.contactId] };
    for (const wrong of [
      { ...mended, contactIds: 7 },
      { ...mended, sequenceId: "seq_gone" },
    ])
      expect((await send("/enrollments", wrong, { "idempotency-key": "two" })).status).toBeGreaterThanOrEqual(400);
    const made = await send("/enrollments", mended, { "idempotency-key": "two" });
    expect([made.status, made.headers.get("idempotency-replayed")]).toEqual([200, null]);
    const again = await send("/enrollments", mended, { "idempotency-key": "two" });
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([200, "true"]);
  });

  test("of calls at once with one idempotency key one does it, the others are told to wait or get its answer", async () => {
    const body = { sequenceId: world.liveSequenceId, contactIds: [world.otherContactId] };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send("/enrollments", body, { "idempotency-key": "at-once" })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
    expect(
      answers.filter((answer) => answer.status === 200 && answer.headers.get("idempotency-replayed") === null),
    ).toHaveLength(1);
  });

  test("pages hold each contact once; one is found by address and by own id", async () => {
    for (let n = 0; n < 5; n += 1)
      await call("PUT", "/contacts", { contact: { email: `page${n}@acme.example`, externalId: `page-${n}` } });
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body }: Awaited<ReturnType<typeof call>> = await call(
        "GET",
        `/contacts?limit=2${cursor ? `&cursor=${cursor}` : ""}`,
      );
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(7);
    expect((await call("GET", "/contacts?email=PAGE3@acme.example")).body.items).toMatchObject([
      { email: "page3@acme.example" },
    ]);
    expect((await call("GET", "/contacts?externalId=page-4")).body.items).toHaveLength(1);
    expect(await call("GET", "/contacts?limit=9999")).toMatchObject({
      status: 422,
      body: { errors: [{ path: "limit" }] },
    });
    expect((await call("GET", "/contacts?cursor=nonsense")).status).toBe(422);
  });

  test("a contact is changed, an enrollment is listed and stopped, an address is suppressed", async () => {
    expect(
      (await call("PATCH", `/contacts/${world.contactId}`, { firstName: "Anna", attributes: { plan: null } })).status,
    ).toBe(200);
    const { body } = await call("GET", `/contacts/${world.contactId}`);
    expect(body).toMatchObject({ firstName: "Anna", attributes: {} });
    const active = await call("GET", `/enrollments?contactId=${world.contactId}&status=active`);
    expect(active.body.items).toMatchObject([{ sequenceId: world.liveSequenceId, status: "active" }]);
    const [{ id }] = active.body.items;
    expect((await call("POST", `/enrollments/${id}/stop`, { reason: "Cancelled" })).status).toBe(200);
    expect((await call("GET", `/enrollments?contactId=${world.contactId}`)).body.items).toMatchObject([
      { status: "finished" },
    ]);
    expect(
      (await call("POST", "/suppressions", { email: "never@acme.example", scope: "all", reason: "Asked" })).status,
    ).toBe(200);
  });
});
