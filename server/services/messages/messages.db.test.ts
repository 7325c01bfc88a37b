import { beforeAll, describe, expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { publicApp } from "@/server/api/public/app";
import { buildWorld, type World } from "@/server/api/testing/world";
import { realNow } from "@/server/clock";
import { decidePeople } from "@/server/services/touches/decide";
import { at } from "@/server/services/touches/testing/new-touch";

testDatabase();

let world: World;
beforeAll(async () => {
  world = await buildWorld();
  await ownerSql()`update workspace_setting set hours = null where workspace_id = ${world.workspaceId}`;
  // what the world has waiting stands in nobody's way
  await ownerSql()`update touch set state = 'withdrawn' where workspace_id = ${world.workspaceId} and state in ('planned', 'waiting', 'held')`;
  await ownerSql()`
    insert into webhook_endpoint (id, workspace_id, url, secret, events)
    values (${newId("webhook")}, ${world.workspaceId}, 'https://shop.example/heed', 'whsec_dGVzdA==', '{message.decided}'),
      (${newId("webhook")}, ${world.workspaceId}, 'https://other.example/heed', 'whsec_dGVzdA==', '{reply.received}')`;
});

async function call(method: string, path: string, body?: unknown) {
  const answer = await publicApp.request(`/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${world.key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

const message = (over: Record<string, unknown> = {}) => ({
  id: "msg-1",
  to: { email: "bo@acme.example" },
  class: "transactional",
  sender: world.senderId,
  subject: "Your receipt",
  body: "Thank you. Number {{ entry.number }}.",
  data: { number: "42" },
  ...over,
});

const personOf = async (email: string) => {
  const [row] =
    await ownerSql()`select person_id from contact where workspace_id = ${world.workspaceId} and email_key = ${email}`;
  return String(row?.person_id);
};

const decide = async (email: string, laterMs = 3_000) => {
  const personId = await personOf(email);
  return at(realNow().getTime() + laterMs, () => decidePeople(world.workspaceId, [personId]));
};

describe("a message by the API", () => {
  test("goes out from a sender by its address, however that is written", async () => {
    const id = newId("sender");
    await ownerSql()`
      insert into sender (id, workspace_id, name, address, transport)
      values (${id}, ${world.workspaceId}, 'Shop', 'Shop@Northbeam.example', 'sandbox')`;
    const to = { email: "shopper@acme.example" };
    const sent = await call("POST", "/messages", message({ id: "by-address", to, sender: "shop@northbeam.EXAMPLE" }));
    expect(sent).toMatchObject({ status: 202 });
    expect(await ownerSql()`select sender_id from touch where id = ${sent.body.id}`).toEqual([{ sender_id: id }]);
  });

  test("is taken once, however often it is sent, also at once", async () => {
    const first = await call("POST", "/messages", message());
    expect(first).toMatchObject({ status: 202, body: { externalId: "msg-1", isNew: true } });
    expect(Date.parse(first.body.decidesAt)).toBeLessThanOrEqual(realNow().getTime());
    const again = await Promise.all([1, 2, 3, 4, 5].map(() => call("POST", "/messages", message())));
    for (const one of again) expect(one).toMatchObject({ status: 202, body: { id: first.body.id, isNew: false } });
    expect(await call("POST", "/messages", message({ subject: "Another" }))).toMatchObject({
      status: 409,
      body: { errors: [{ path: "id" }] },
    });
    expect((await call("GET", "/messages/msg-1")).body).toMatchObject({ id: first.body.id, state: "waiting" });
    await decide("bo@acme.example", 0);
    expect((await call("GET", `/messages/${first.body.id}`)).body).toMatchObject({ state: "sending", because: null });
    const [sent] =
      await ownerSql()`select merge_data->'entry'->>'number' as number from touch where id = ${first.body.id}`;
    expect(sent?.number).toBe("42");
  });

  test("to somebody we know waits for nobody who writes contacts", async () => {
    const turn = `contacts ${world.workspaceId}`;
    await ownerSql().begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`;
      expect(await call("POST", "/messages", message({ id: "msg-known" }))).toMatchObject({ status: 202 });
    });
  });

  test("obeys the rules, says until when and why, and tells those who listen", async () => {
    const marketing = { class: "marketing", topic: world.topicId, to: { email: "mia@acme.example" } };
    await call("PUT", "/contacts", {
      contact: { email: "mia@acme.example" },
      consent: { basis: "customer", source: "Shop" },
    });
    const better = await call("POST", "/messages", message({ ...marketing, id: "m-1", subject: "One", priority: 90 }));
    const worse = await call("POST", "/messages", message({ ...marketing, id: "m-2", subject: "Two" }));
    expect(Date.parse(worse.body.decidesAt) - Date.parse(better.body.decidesAt)).toBeGreaterThanOrEqual(0);
    await decide("mia@acme.example");
    expect((await call("GET", "/messages/m-1")).body).toMatchObject({ state: "sending" });
    const held = await call("GET", "/messages/m-2");
    expect(held.body).toMatchObject({
      state: "held",
      because: { kind: "cap", rule: "One message a day", sentence: expect.stringContaining("Held until") },
    });
    expect(Date.parse(held.body.heldUntil)).toBeGreaterThan(realNow().getTime() + 23 * 3_600_000);
    const told = await ownerSql()`
      select url, event, payload from webhook_delivery where workspace_id = ${world.workspaceId} and payload->>'id' = ${held.body.id}`;
    expect(told).toMatchObject([
      {
        url: "https://shop.example/heed",
        event: "message.decided",
        payload: { state: "held", heldUntil: held.body.heldUntil, because: { kind: "cap", rule: "One message a day" } },
      },
    ]);
    // asked again with the same answer: nothing new to tell
    await decide("mia@acme.example", 4_000);
    const [count] = await ownerSql()`
      select count(*)::int as n from webhook_delivery where workspace_id = ${world.workspaceId} and payload->>'id' = ${held.body.id}`;
    expect(count?.n).toBe(1);
  });

  test("to somebody without a basis is skipped, and says so", async () => {
    const to = { email: "stranger@acme.example" };
    await call("POST", "/messages", message({ id: "m-3", class: "sales", topic: world.topicId, to }));
    await decide("stranger@acme.example");
    expect((await call("GET", "/messages/m-3")).body).toMatchObject({
      state: "skipped",
      because: { kind: "no_consent" },
    });
  });

  test("a key does not send as a member: their mailbox is refused, by id and by address", async () => {
    const senderId = newId("sender");
    await ownerSql()`
      insert into sender (id, workspace_id, name, address, member_id, transport, answerable)
      select ${senderId}, workspace_id, 'Mia', 'mia.own@acme.example', 'mem_mia', transport, true
      from sender where id = ${world.senderId}`;
    for (const sender of [senderId, "mia.own@acme.example"]) {
      const answer = await call("POST", "/messages", message({ id: `as-mia-${sender}`, sender }));
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: "sender" }] } });
    }
  });

  test.each([
    [{ subject: undefined }, "subject"],
    [{ body: "{{ broken" }, "body"],
    [{ body: 'Hello {{ contact.first_name | default: "there" }}' }, "body"],
    [{ subject: "{{ number }}" }, "subject"],
    [{ preview: "{{ first_nam }}" }, "preview"],
    [{ class: "marketing", topic: undefined }, "topic"],
    [{ class: "marketing", topic: "Nothing of ours" }, "topic"],
    [{ sender: undefined }, "sender"],
    [{ sender: "nobody@acme.example" }, "sender"],
    [{ deadline: "2001-01-01T00:00:00Z" }, "deadline"],
    [{ template: { sequenceId: "seq_x", step: 2 } }, "subject"],
    [{ priority: 101 }, "priority"],
    [{ to: {} }, "to.email"],
  ])("a wrong field is named: %#", async (over, path) => {
    const answer = await call("POST", "/messages", message({ id: "wrong", ...over }));
    expect(answer).toMatchObject({ status: 422 });
    expect(answer.body.errors.map((one: { path: string }) => one.path)).toContain(path);
    expect((await call("GET", "/messages/wrong")).status).toBe(404);
  });
});

test("a call told by the API counts, once: what waits for the person is held by it", async () => {
  const contact = { email: "called@acme.example" };
  await call("PUT", "/contacts", { contact, consent: { basis: "customer", source: "Shop" } });
  const call1 = { id: "call-1", contact, channel: "call", subject: "Asked about prices" };
  const first = await call("POST", "/touches", call1);
  expect(first).toMatchObject({ status: 200, body: { isNew: true } });
  expect((await call("POST", "/touches", call1)).body).toEqual({ ...first.body, isNew: false });
  expect((await call("POST", "/touches", { ...call1, id: "x", occurredAt: "2999-01-01T00:00:00Z" })).status).toBe(422);
  await call("POST", "/messages", message({ id: "m-9", class: "marketing", topic: world.topicId, to: contact }));
  await decide("called@acme.example");
  const [row] = await ownerSql()`
    select state, because->'because'->'counter'->'by'->0->>'touchId' as by from touch
    where workspace_id = ${world.workspaceId} and key = 'api/m-9'`;
  expect(row).toEqual({ state: "held", by: first.body.id });
});
