import { beforeEach, expect, test } from "vitest";
import { addMs, type EpochMs, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { toHandOver } from "@/server/mail/smtp";
import { systemContext } from "@/server/services/context";
import { noteHeard, noteTrouble } from "@/server/services/mailboxes/state";
import { mailboxInSetup } from "@/server/services/mailboxes/testing/in-setup";
import { sweepBreakers } from "@/server/services/senders/judge-senders";
import { decidePeople } from "@/server/services/touches/decide";
import { handOverTouches } from "@/server/services/touches/hand-over";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";
import { updateSender } from "./write";

testDatabase();

const start = toEpochMs(monday + GATHER_MS);
const QUARTER = 15 * 60_000;

let world: Awaited<ReturnType<typeof createWorkspace>>;
let isRefused = true;
let isGone = false;
beforeEach(async () => {
  await ownerSql()`update sender set breaker_opened_at = null, breaker_until = null`; // those of the tests before
  world = await createWorkspace();
  isRefused = true;
  isGone = false;
});

const gone = {
  message: "Can't send mail",
  code: "EENVELOPE",
  responseCode: 550,
  response: "550 5.1.1 no such user",
  command: "RCPT TO",
};

/** What the sender's own server says to MAIL FROM, then to RCPT TO, or that it takes the mail. */
const server = {
  honoursKeys: false,
  send: async (mail: { messageId: string }) =>
    isRefused
      ? toHandOver(
          {
            message: "Mail command failed",
            code: "EENVELOPE",
            responseCode: 550,
            response: "550 5.7.60 not allowed to send as this address",
            command: "MAIL FROM",
          },
          false,
        )
      : isGone
        ? toHandOver(gone, false)
        : { outcome: "accepted" as const, providerId: "p", messageId: mail.messageId, aliases: [], answer: "250" },
  close: () => Promise.resolve(),
};

async function decide(people: readonly string[], when: EpochMs) {
  await at(when, async () => {
    const { claimed } = await decidePeople(world.workspaceId, people);
    await handOverTouches(world.workspaceId, claimed, () => Promise.resolve(server));
  });
}

async function mailTo(count: number) {
  const people = await Promise.all(Array.from({ length: count }, () => createContact(world.workspaceId)));
  await requestTouches(
    ownerSql(),
    people.map((who) => touchOf(world, who, { key: `mail-${who.contactId}`, dueAt: toEpochMs(monday) })),
  );
  return people.map(({ personId }) => personId).sort();
}

const touches = () =>
  ownerSql()`select state, because->'because'->>'kind' as why, bounced_at, counted_at from touch
    where workspace_id = ${world.workspaceId} order by state, id`;
const senderNow = async () => (await ownerSql()`select * from sender where id = ${world.senderId}`)[0];
const sweep = (when: EpochMs) => at(when, () => sweepBreakers(ownerSql()));

test("a sender its own server refuses stands still with that server's words; the mail waits, and nobody is held to have bounced", async () => {
  await decide(await mailTo(2), start);
  expect(await touches()).toEqual([
    { state: "held", why: "put_off", bounced_at: null, counted_at: null },
    { state: "held", why: "put_off", bounced_at: null, counted_at: null },
  ]);
  expect(await ownerSql()`select 1 from touch_fact where workspace_id = ${world.workspaceId}`).toHaveLength(0);
  expect(await senderNow()).toMatchObject({
    breaker_opened_at: new Date(start),
    breaker_until: new Date(addMs(start, QUARTER)),
    breaker_reason: "“550 5.7.60 not allowed to send as this address”",
    breaker_trips: 0,
  });
  const [next = ""] = await mailTo(1);
  await decide([next], addMs(start, 1_000));
  const [row] =
    await ownerSql()`select state, attempts, because->'because'->>'kind' as why from touch where person_id = ${next}`;
  expect(row).toEqual({ state: "held", attempts: 0, why: "sender_breaker" });
});

test("one mail tries: refused again it stands on, accepted it goes on within a minute", async () => {
  const people = await mailTo(3);
  await decide(people, start);
  const second = addMs(start, QUARTER);
  await sweep(second);
  await decide(people, second);
  expect(await senderNow()).toMatchObject({ breaker_until: new Date(addMs(second, QUARTER)), breaker_trips: 0 });

  isRefused = false;
  const third = addMs(second, QUARTER);
  await sweep(third);
  await decide(people, third);
  expect((await touches()).map(({ state, why }) => [state, why])).toEqual([
    ["accepted", null],
    ["held", "sender_limit"],
    ["held", "sender_limit"],
  ]);
  expect(await sweep(addMs(third, 60_000))).toMatchObject({ closed: 1 });
  await decide(people, addMs(third, 61_000));
  expect((await touches()).map(({ state }) => state)).toEqual(["accepted", "accepted", "accepted"]);
});

test("the mail that tries the moment it may, before anybody noticed that the time is over, ends it too", async () => {
  const people = await mailTo(2);
  await decide(people, start);
  isRefused = false;
  const second = addMs(start, QUARTER);
  await decide(people, second);
  expect((await touches()).map(({ state }) => state)).toEqual(["accepted", "held"]);
  expect(await sweep(addMs(second, 30_000))).toMatchObject({ closed: 1 });
  await decide(people, addMs(second, 31_000));
  expect((await touches()).map(({ state }) => state)).toEqual(["accepted", "accepted"]);
});

test("the mail that tries is refused for its recipient: its sender was let in, and goes on", async () => {
  const people = await mailTo(2);
  await decide(people, start);
  isRefused = false;
  isGone = true;
  const second = addMs(start, QUARTER);
  await sweep(second);
  await decide(people, second);
  expect((await touches()).map(({ state }) => state)).toEqual(["failed", "held"]);
  expect(await sweep(addMs(second, 60_000))).toMatchObject({ closed: 1 });
  expect(await senderNow()).toMatchObject({ breaker_opened_at: null, breaker_trips: 0 });
  isGone = false;
  await decide(people, addMs(second, 61_000));
  expect((await touches()).map(({ state }) => state)).toEqual(["accepted", "failed"]);
});

test("the stop of a mailbox nobody can sign in to takes its place, and signing in anew ends either", async () => {
  const mailboxId = await mailboxInSetup(world.workspaceId, newId("member"));
  await ownerSql()`update mailbox set status = 'connected' where id = ${mailboxId}`;
  await ownerSql()`update sender set mailbox_id = ${mailboxId} where id = ${world.senderId}`;
  await decide(await mailTo(1), start);
  await noteHeard(world.workspaceId, mailboxId); // its mail can be read all the while
  expect(await senderNow()).toMatchObject({ breaker_reason: expect.stringContaining("5.7.60") });
  await noteHeard(world.workspaceId, mailboxId, { signedIn: true });
  expect(await senderNow()).toMatchObject({ breaker_opened_at: null });

  await decide(await mailTo(1), addMs(start, 1_000));
  await noteTrouble(world.workspaceId, mailboxId, { kind: "sign_in", words: "No" }, { final: true });
  expect(await senderNow()).toMatchObject({
    breaker_until: null,
    breaker_reason: "Its mailbox must be signed in to again",
  });
  await noteHeard(world.workspaceId, mailboxId);
  expect(await senderNow()).toMatchObject({ breaker_opened_at: null });
});

test("what it signs in with is changed: it goes on at once", async () => {
  await decide(await mailTo(1), start);
  const ctx = { ...systemContext({ workspaceId: world.workspaceId, name: "test" }), now: () => new Date(start) };
  const credentials = { transport: "smtp" as const, url: "smtp://me:secret@mail.example:587" };
  await updateSender({ ctx, input: { id: world.senderId, credentials } });
  expect(await senderNow()).toMatchObject({ breaker_opened_at: null, breaker_reason: null });
});
