import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { publicApp } from "@/server/api/public/app";
import { buildWorld, type World } from "@/server/api/testing/world";
import { createKey } from "@/server/services/keys/manage";

testDatabase();

let world: World;
let stranger: World;
beforeAll(async () => {
  [world, stranger] = [await buildWorld(), await buildWorld()];
  const contact = { email: "ana@acme.example" };
  for (const n of [1, 2, 3, 4, 5]) {
    const occurredAt = `2026-01-0${n}T10:00:00Z`;
    await call("POST", "/events", { type: "event", name: n < 5 ? "seen" : "left", id: `h-${n}`, occurredAt, contact });
  }
  await call("POST", "/purchases", { id: "o-1", products: ["mug", "pro"], amount: 5, currency: "EUR", contact });
  await call("POST", "/touches", { id: "c-1", contact, channel: "call", occurredAt: "2026-01-02T10:00:00Z" });
  await call("POST", "/messages", {
    id: "m-1",
    to: { email: "bo@acme.example" },
    class: "transactional",
    sender: world.senderId,
    subject: "Your receipt",
    body: "Thank you.",
  });
});

async function call(method: string, path: string, body?: unknown, key = world.key) {
  const answer = await publicApp.request(`/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}
const idsOf = async (path: string) =>
  (await call("GET", path)).body.items.map(
    ({ externalId, id }: { externalId?: string; id: string }) => externalId ?? id,
  );

test("events come a page at a time, each once, the last told first", async () => {
  const seen: string[] = [];
  for (let cursor = ""; ; ) {
    const { body } = await call("GET", `/events?limit=2&email=ANA@acme.example${cursor}`);
    seen.push(...body.items.map(({ id }: { id: string }) => id));
    if (body.nextCursor === null) break;
    cursor = `&cursor=${body.nextCursor}`;
  }
  expect(seen).toEqual(["h-5", "h-4", "h-3", "h-2", "h-1"]);
});

test("they are filtered by whom, when and what", async () => {
  expect(await idsOf("/events?name=left")).toEqual(["h-5"]);
  expect(await idsOf("/events?since=2026-01-02T10:00:00Z&until=2026-01-04T10:00:00Z")).toEqual(["h-3", "h-2"]);
  expect(await idsOf(`/events?contactId=${world.otherContactId}`)).toEqual([]);
  expect(await idsOf("/events?email=nobody@acme.example")).toEqual([]);
  expect(await idsOf("/purchases?product=pro")).toEqual(["o-1"]);
  expect(await idsOf("/purchases?product=other")).toEqual([]);
  expect((await call("GET", "/purchases")).body.items).toMatchObject([{ data: { amount: 5, currency: "EUR" } }]);
  expect(await call("GET", "/events?since=yesterday")).toMatchObject({
    status: 422,
    body: { errors: [{ path: "since" }] },
  });
});

test("messages are listed with what was decided, touches with everything that was said", async () => {
  expect(await idsOf("/messages?email=bo@acme.example")).toEqual(["m-1"]);
  expect(await idsOf("/messages?state=skipped")).toEqual([]);
  expect((await call("GET", "/touches?state=observed&email=ana@acme.example")).body.items).toMatchObject([
    { channel: "call", source: "logged", dueAt: "2026-01-02T10:00:00.000Z" },
  ]);
  const { body } = await call("GET", "/touches?email=bo@acme.example");
  expect(body.items).toMatchObject([{ source: "api", class: "transactional" }]);
  expect(await call("GET", "/touches?state=lost")).toMatchObject({
    status: 422,
    body: { errors: [{ path: "state" }] },
  });
});

test.each(["/events", "/purchases", "/messages", "/touches"])(
  "%s of another workspace shows nothing of this one",
  async (path) => {
    const theirs = await call("GET", `${path}?contactId=${world.contactId}`, undefined, stranger.key);
    expect(theirs).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
    const all = JSON.stringify((await call("GET", `${path}?limit=200`, undefined, stranger.key)).body);
    for (const ours of [world.contactId, world.otherContactId]) expect(all).not.toContain(ours);
  },
);

test.each(["/events", "/purchases", "/messages", "/touches"])(
  "%s is read with the scope for reading alone",
  async (path) => {
    const { key } = await createKey({ ctx: world.ctx, input: { name: "Writes", scopes: ["events", "messages"] } });
    expect((await call("GET", path, undefined, key)).status).toBe(403);
  },
);

test("they stand in the document and on the reference page", async () => {
  const { body } = await call("GET", "/openapi.json");
  for (const path of ["/events", "/purchases", "/messages", "/touches"])
    expect(body.paths[`/api/v1${path}`].get.security).toEqual([{ key: ["read"] }]);
  const page = await (await publicApp.request("/api/v1/reference")).text();
  expect(page).toContain("Everything said to people");
});
