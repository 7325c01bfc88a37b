import { expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import type { HandOver, MailTransport, OutgoingMail } from "@/server/mail/port";
import { decidePeople } from "./decide";
import { handOverTouches } from "./hand-over";
import { GATHER_MS, requestTouches } from "./request";
import { settleLeases } from "./settle-leases";
import { at, monday, touchOf } from "./testing/new-touch";

testDatabase();

interface Call {
  readonly key: string;
  readonly touchIds: readonly string[];
}

/** A provider with keys that takes batches; it keeps what it was asked. */
function provider(answer: (mail: OutgoingMail, isBatch: boolean) => HandOver) {
  const calls: Call[] = [];
  const transport: MailTransport = {
    honoursKeys: true,
    send: async (mail, { idempotencyKey }) => {
      calls.push({ key: idempotencyKey, touchIds: [mail.touchId] });
      return answer(mail, false);
    },
    sendBatch: async (mails, { idempotencyKey }) => {
      calls.push({ key: idempotencyKey, touchIds: mails.map(({ touchId }) => touchId) });
      return mails.map((mail) => answer(mail, true));
    },
    close: () => Promise.resolve(),
  };
  return { calls, transportOf: () => Promise.resolve(transport) };
}

const accepted = (mail: OutgoingMail): HandOver => ({
  outcome: "accepted",
  providerId: `p-${mail.touchId}`,
  messageId: mail.messageId,
  aliases: [],
  answer: "ok",
});
const rejected: HandOver = { outcome: "rejected", code: "validation_error", answer: "an address is bad", bounce: null };

/** Claimed mails to so many people, of a broadcast or of an API send. */
async function claimedMails(sources: readonly ("broadcast" | "api")[]) {
  const world = await createWorkspace();
  const people: string[] = [];
  for (const source of sources) {
    const who = await createContact(world.workspaceId);
    await requestTouches(ownerSql(), [touchOf(world, who, { key: `${source}-${who.contactId}`, source })]);
    people.push(who.personId);
  }
  const { claimed } = await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, people));
  const rows = await ownerSql()`select id, source from touch where id = any(${[...claimed]}) order by id`;
  const idsOf = (source: string) => rows.filter((row) => row.source === source).map(({ id }) => String(id));
  return { ...world, claimed, idsOf };
}

const touches = (ids: readonly string[]) =>
  ownerSql()`select id, state, provider_id, batch_id, failure from touch where id = any(${[...ids]}) order by id`;

test("mails of a broadcast leave in one call, each with its own outcome; what somebody waits for leaves by itself", async () => {
  const { workspaceId, claimed, idsOf } = await claimedMails(["broadcast", "api", "broadcast", "broadcast"]);
  const peer = provider(accepted);
  await at(monday + 5_000, () => handOverTouches(workspaceId, claimed, peer.transportOf));
  const rows = await touches(claimed);
  expect(rows.map(({ state }) => state)).toEqual(["accepted", "accepted", "accepted", "accepted"]);
  expect(rows.every(({ id, provider_id }) => provider_id === `p-${id}`)).toBe(true);
  const [api = ""] = idsOf("api");
  expect(peer.calls).toHaveLength(2);
  expect(peer.calls).toContainEqual({ key: `send/${api}`, touchIds: [api] });
  const batch = peer.calls.find(({ key }) => key.startsWith("batch/"));
  expect(batch?.touchIds).toEqual(idsOf("broadcast"));
  expect(rows.filter(({ batch_id }) => batch_id === batch?.key)).toHaveLength(3);
});

test("one that cannot be taken costs the others nothing: the batch is taken apart", async () => {
  const { workspaceId, claimed } = await claimedMails(["broadcast", "broadcast"]);
  const bad = [...claimed].sort()[0] ?? "";
  const peer = provider((mail, isBatch) => (isBatch || mail.touchId === bad ? rejected : accepted(mail)));
  await at(monday + 5_000, () => handOverTouches(workspaceId, claimed, peer.transportOf));
  expect(await touches(claimed)).toMatchObject([
    { id: bad, state: "failed", failure: "validation_error an address is bad", batch_id: null },
    { state: "accepted", batch_id: null },
  ]);
  expect(peer.calls.map(({ key }) => key.split("/")[0])).toEqual(["batch", "send", "send"]);
});

test("one nobody knows the end of is asked about as a whole, under the same key and with the same mails", async () => {
  const { workspaceId, claimed, idsOf } = await claimedMails(["broadcast", "broadcast", "broadcast"]);
  let open = true;
  const peer = provider((mail) => (open ? { outcome: "unknown", answer: "time-out" } : accepted(mail)));
  await at(monday + 5_000, () => handOverTouches(workspaceId, claimed, peer.transportOf));
  expect((await touches(claimed)).map(({ state }) => state)).toEqual(["handed_over", "handed_over", "handed_over"]);
  await ownerSql()`update touch set lease_until = now() - interval '1 second' where id = any(${[...claimed]})`;
  open = false;
  expect(await settleLeases(peer.transportOf)).toEqual({ freed: 0, asked: 3, unknown: 0 });
  expect(peer.calls).toHaveLength(2);
  expect(peer.calls[1]).toEqual(peer.calls[0]);
  expect(peer.calls[0]?.touchIds).toEqual(idsOf("broadcast"));
  expect((await touches(claimed)).map(({ state }) => state)).toEqual(["accepted", "accepted", "accepted"]);
});

test("a batch that is put off gives every slot back; later its mails leave under another key", async () => {
  const { workspaceId, claimed } = await claimedMails(["broadcast", "broadcast"]);
  let busy = true;
  const later: HandOver = { outcome: "deferred", answer: "429", retryAfterMs: null };
  const peer = provider((mail) => (busy ? later : accepted(mail)));
  await at(monday + 5_000, () => handOverTouches(workspaceId, claimed, peer.transportOf));
  expect((await touches(claimed)).map(({ state }) => state)).toEqual(["held", "held"]);
  busy = false;
  const rows = await ownerSql()`select person_id from touch where id = any(${[...claimed]})`;
  const people = rows.map(({ person_id }) => String(person_id)).sort();
  const again = await at(monday + 120_000, () => decidePeople(workspaceId, people));
  await at(monday + 120_000, () => handOverTouches(workspaceId, again.claimed, peer.transportOf));
  expect((await touches(claimed)).map(({ state }) => state)).toEqual(["accepted", "accepted"]);
  expect(new Set(peer.calls.map(({ key }) => key)).size).toBe(2);
});
