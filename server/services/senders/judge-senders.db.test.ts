import { beforeEach, expect, test } from "vitest";
import { addMs, HOUR_MS, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import type { OutgoingMail } from "@/server/mail/port";
import { systemContext } from "@/server/services/context";
import { noteHeard } from "@/server/services/mailboxes/state";
import { mailboxInSetup } from "@/server/services/mailboxes/testing/in-setup";
import { sweepBreakers } from "@/server/services/senders/judge-senders";
import { resetBreaker } from "@/server/services/senders/try-out";
import { archiveSender, createSender, restoreSender } from "@/server/services/senders/write";
import { decidePeople } from "@/server/services/touches/decide";
import { handOverTouches } from "@/server/services/touches/hand-over";
import { lookAgainAtWaiters } from "@/server/services/touches/look";
import { noteTouchFacts, type TouchFactKind } from "@/server/services/touches/note-facts";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";
import { createTransports } from "@/server/services/touches/transports";

testDatabase();

const taking = {
  honoursKeys: false,
  send: (mail: OutgoingMail) =>
    Promise.resolve({
      outcome: "accepted" as const,
      providerId: "p",
      messageId: mail.messageId,
      aliases: [],
      answer: "250",
    }),
  close: () => Promise.resolve(),
};
const start = toEpochMs(monday + GATHER_MS);

let world: Awaited<ReturnType<typeof createWorkspace>>;
let told = 0;
beforeEach(async () => {
  await ownerSql()`update sender set breaker_opened_at = null, breaker_until = null`; // those of the tests before
  world = await createWorkspace();
});

/** One more mail to somebody new, decided at `when`; the touch's state afterwards. */
async function send(when = start) {
  const who = await createContact(world.workspaceId);
  const touch = touchOf(world, who, { key: `mail-${who.contactId}`, dueAt: toEpochMs(monday) });
  await requestTouches(ownerSql(), [touch]);
  return at(when, async () => {
    const { claimed } = await decidePeople(world.workspaceId, [who.personId]);
    await handOverTouches(world.workspaceId, claimed, () => Promise.resolve(taking));
    const [row] =
      await ownerSql()`select id, state, because->'because'->>'kind' as why from touch where key = ${`mail-${who.contactId}`}`;
    return { id: String(row?.id), state: row?.state, why: row?.why, personId: who.personId };
  });
}

async function tell(touchId: string, kind: TouchFactKind, when = start) {
  told += 1;
  await at(when, () =>
    ownerSql().begin((tx) =>
      noteTouchFacts(tx, world.workspaceId, [
        { touchId, kind, source: "resend", sourceId: `fact-${told}`, detail: "550 5.7.1 blocked", at: when },
      ]),
    ),
  );
}

/** What the relay and the engine make of asking for looks. */
async function lookAtAsked(): Promise<number> {
  const asked = await ownerSql()<{ senderId: string; at: number; after: string }[]>`
    delete from outbox where workspace_id = ${world.workspaceId} and name = 'people/look-again'
    returning data->>'senderId' as "senderId", (data->>'at')::float8 as at, data->>'after' as after`;
  for (const { senderId, at: when, after } of asked)
    await ownerSql().begin((tx) => lookAgainAtWaiters(tx, world.workspaceId, { senderId }, toEpochMs(when), after));
  return asked.length;
}

const alarmOf = async (personId: string) =>
  (await ownerSql()`select next_look_at from person where id = ${personId}`)[0]?.next_look_at;

const senderNow = async () => (await ownerSql()`select * from sender where id = ${world.senderId}`)[0];
const sweep = (when: typeof start) => at(when, () => sweepBreakers(ownerSql()));

async function breakIt() {
  for (let n = 0; n < 3; n += 1) await tell((await send()).id, "bounce_block");
}

test("too many refusals: the sender stands still and what it was to send is held, not lost", async () => {
  await breakIt();
  expect(await senderNow()).toMatchObject({
    breaker_trips: 1,
    breaker_reason: "3 of its last 3: servers refused mail from it",
  });
  expect(await send()).toMatchObject({ state: "held", why: "sender_breaker" });
});

test("nothing leaves from an archived sender, whatever it sends through: it is held and says why", async () => {
  expect(await send()).toMatchObject({ state: "accepted" });
  await archiveSender({
    ctx: systemContext({ workspaceId: world.workspaceId, name: "test" }),
    input: { id: world.senderId },
  });
  expect(await send()).toMatchObject({ state: "held", why: "sender_archived" });
  await expect(createTransports().transportOf(world.senderId)).rejects.toThrow(/archived/);
});

test("an archived sender comes back: what waited for it is looked at at once, and leaves", async () => {
  const ctx = systemContext({ workspaceId: world.workspaceId, name: "test" });
  const input = { id: world.senderId };
  await archiveSender({ ctx, input });
  const held = await send();
  expect(held).toMatchObject({ state: "held", why: "sender_archived" });
  await at(start, () => restoreSender({ ctx: { ...ctx, now: () => new Date(start) }, input }));
  expect(await lookAtAsked()).toBe(1);
  expect(await alarmOf(held.personId)).toEqual(new Date(start));
  await at(start, async () => {
    expect(await decidePeople(world.workspaceId, [held.personId])).toMatchObject({ claimed: [held.id] });
  });
  await expect(restoreSender({ ctx, input })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("one through a server is asked again what it signs in with; an address another has taken stays theirs", async () => {
  const ctx = systemContext({ workspaceId: world.workspaceId, name: "test" });
  const credentials = { transport: "smtp" as const, url: "smtp://me:secret@mail.example:587" };
  const { id } = await createSender({ ctx, input: { name: "Sales", address: "sales@acme.example", credentials } });
  await archiveSender({ ctx, input: { id } });
  await expect(restoreSender({ ctx, input: { id } })).rejects.toMatchObject({ fields: [{ path: "credentials" }] });
  const other = await createSender({ ctx, input: { name: "Sales", address: "SALES@acme.example" } });
  await expect(restoreSender({ ctx, input: { id, credentials } })).rejects.toMatchObject({
    fields: [{ path: "address" }],
  });
  await archiveSender({ ctx, input: { id: other.id } });
  await restoreSender({ ctx, input: { id, credentials } });
  expect(await ownerSql()`select archived_at, credentials is not null as kept from sender where id = ${id}`).toEqual([
    { archived_at: null, kept: true },
  ]);
});

test("after the cool-down one mail tries; it arrives and the others follow", async () => {
  await breakIt();
  const held = [await send(), await send()];
  const later = addMs(start, HOUR_MS);
  expect(await sweep(addMs(later, -60_000))).toEqual({ probing: 0, closed: 0 });
  expect(await sweep(later)).toEqual({ probing: 1, closed: 0 });
  const rung =
    await ownerSql()`select id from person where next_look_at is not null and id = any(${held.map(({ personId }) => personId)})`;
  expect(rung).toHaveLength(2);
  const first = await send(later);
  expect(first.state).toBe("accepted");
  expect(await send(later)).toMatchObject({ state: "held", why: "sender_limit" });
  await tell(first.id, "delivered", addMs(later, 5_000));
  expect(await sweep(addMs(later, 60_000))).toMatchObject({ closed: 1 });
  expect(await lookAtAsked()).toBe(1);
  for (const { personId } of held) expect(await alarmOf(personId)).toEqual(new Date(later));
  expect(await senderNow()).toMatchObject({ breaker_opened_at: null, breaker_trips: 0 });
  expect(await send(addMs(later, 120_000))).toMatchObject({ state: "accepted" });
});

test("the mail that tries comes back: it stands longer", async () => {
  await breakIt();
  const later = addMs(start, HOUR_MS);
  await sweep(later);
  await tell((await send(later)).id, "bounce_block", addMs(later, 5_000));
  await sweep(addMs(later, 60_000));
  const now = await senderNow();
  expect(now).toMatchObject({ breaker_trips: 2 });
  expect(now?.breaker_until - now?.breaker_opened_at).toBe(4 * HOUR_MS);
  expect(await send(addMs(later, 120_000))).toMatchObject({ state: "held", why: "sender_breaker" });
});

test("a member who has seen to it lets it go on at once, and the past is not held against it", async () => {
  await breakIt();
  const ctx = systemContext({ workspaceId: world.workspaceId, name: "test" });
  await at(start, () => resetBreaker({ ctx: { ...ctx, now: () => new Date(start) }, input: { id: world.senderId } }));
  expect(await send(addMs(start, 1_000))).toMatchObject({ state: "accepted" });
  await tell((await send(addMs(start, 1_000))).id, "bounce_block", addMs(start, 2_000));
  expect(await senderNow()).toMatchObject({ breaker_opened_at: null });
});

test("a sender goes on without waiting for those who are decided about, who wait for the sender", async () => {
  await breakIt();
  const held = await send();
  const ctx = systemContext({ workspaceId: world.workspaceId, name: "test" });
  await ownerSql().begin(async (tx) => {
    await tx`select 1 from person where id = ${held.personId} for no key update`;
    await resetBreaker({ ctx, input: { id: world.senderId } });
  });
  expect(await senderNow()).toMatchObject({ breaker_opened_at: null });
  expect(await lookAtAsked()).toBe(1);
});

test("a mailbox that is heard again lets its sender go on, and waits for nobody who is decided about", async () => {
  const mailboxId = await mailboxInSetup(world.workspaceId, newId("member"));
  await ownerSql()`
    update sender set mailbox_id = ${mailboxId}, breaker_opened_at = now(), breaker_reason = 'Its mailbox cannot be read now'
    where id = ${world.senderId}`;
  const held = await send();
  expect(held).toMatchObject({ state: "held", why: "sender_breaker" });
  await ownerSql().begin(async (tx) => {
    await tx`select 1 from person where id = ${held.personId} for no key update`;
    await noteHeard(world.workspaceId, mailboxId);
  });
  expect(await senderNow()).toMatchObject({ breaker_opened_at: null });
  expect(await lookAtAsked()).toBe(1);
});

test("soft bounces, delays and what arrives break nothing", async () => {
  for (const kind of ["bounce_soft", "delayed", "delivered", "bounce_soft", "bounce_soft"] as const)
    await tell((await send()).id, kind);
  expect(await senderNow()).toMatchObject({ breaker_opened_at: null });
});
