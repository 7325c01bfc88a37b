import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { killable } from "@/server/engine/testing/killable";
import { type Dovecot, startDovecot } from "@/server/mailbox/testing/dovecot";
import {
  answer,
  heard,
  looked,
  mailboxWorld,
  opened,
  soon,
  stateOfMailbox,
  statusOf,
  stopped,
} from "@/server/mailbox/testing/heard";
import { plainMail } from "@/server/mailbox/testing/peer";
import { enterPeople, enterPerson } from "@/server/services/enrollments/testing/enrolled";
import { advanceFolder, readFolders } from "@/server/services/mailboxes/folders";
import { LeaseLost } from "@/server/services/mailboxes/lease";

const db = testDatabase();
let dovecot: Dovecot;
const { watch, peer, close } = opened();
const { start, kill } = killable();
beforeAll(async () => {
  dovecot = await startDovecot();
});
afterEach(close);
afterAll(() => dovecot.stop());

test("a reply in INBOX stops the sequence; its flags stay as they were; strangers' mail is not kept", async () => {
  const of = await mailboxWorld(dovecot);
  const person = await enterPerson(of);
  const inbox = await peer(dovecot, of.address);
  await inbox.append("INBOX", answer(person.email, of, 0)); // before it was connected
  await watch();
  await looked(of);
  expect(await statusOf(person.enrollmentId)).toBe("active");
  const stranger = { from: "stranger@elsewhere.example", to: of.address, subject: "Hi", id: "s1" };
  await inbox.append("INBOX", plainMail(stranger));
  await inbox.append("INBOX", answer(person.email, of));
  await stopped(person.enrollmentId);
  expect(await heard(of)).toBe(1);
  const [row] = await ownerSql()`
    select mailbox_id, from_address from inbound_mail where workspace_id = ${of.workspaceId}`;
  expect(row).toEqual({ mailbox_id: of.mailboxId, from_address: person.email });
  const flags = (await inbox.list("INBOX")).map((mail) => mail.flags.includes("\\Seen"));
  expect(flags).toEqual([false, false, false]);
});

test("a reply that landed in Junk is heard", async () => {
  const of = await mailboxWorld(dovecot);
  const person = await enterPerson(of);
  const first = await watch();
  await vi.waitFor(
    async () => expect((await readFolders(of.mailboxId)).every(({ lookedAt }) => lookedAt !== null)).toBe(true),
    soon,
  );
  await first.stop();
  await (await peer(dovecot, of.address)).append("Junk", answer(person.email, of));
  await watch(); // polls at once, then every minute
  await stopped(person.enrollmentId);
});

test("the server is killed and comes back: what came meanwhile and after is heard, once", async () => {
  const of = await mailboxWorld(dovecot);
  const [early, late] = await enterPeople(of, 2);
  if (!early || !late) throw new Error("nobody entered");
  await watch();
  await looked(of);
  await dovecot.kill();
  await dovecot.start();
  await (await peer(dovecot, of.address)).append("INBOX", answer(early.email, of));
  await stopped(early.enrollmentId);
  await (await peer(dovecot, of.address)).append("INBOX", answer(late.email, of));
  await stopped(late.enrollmentId);
  expect(await heard(of)).toBe(2);
  expect(await stateOfMailbox(of)).toEqual({ status: "connected", trouble: null, failed_sign_ins: 0 });
});

test("a folder that can be opened and not read is trouble, until it is read", async () => {
  const of = await mailboxWorld(dovecot);
  const person = await enterPerson(of);
  const first = await watch();
  await looked(of);
  await first.stop();
  dovecot.deliver(of.address, [answer(person.email, of)]);
  dovecot.withholdMails(of.address, true);
  await watch();
  await vi.waitFor(
    async () => expect(await stateOfMailbox(of)).toMatchObject({ status: "connected", trouble: expect.any(String) }),
    soon,
  );
  dovecot.withholdMails(of.address, false);
  await stopped(person.enrollmentId);
  await vi.waitFor(async () => expect(await stateOfMailbox(of)).toMatchObject({ trouble: null }), soon);
});

test("UIDVALIDITY changes: nothing is lost and nothing is taken in twice", async () => {
  const of = await mailboxWorld(dovecot);
  const [before, after] = await enterPeople(of, 2);
  if (!before || !after) throw new Error("nobody entered");
  const first = await watch();
  await looked(of);
  await (await peer(dovecot, of.address)).append("INBOX", answer(before.email, of));
  await stopped(before.enrollmentId);
  const validity = async () => (await readFolders(of.mailboxId)).find(({ role }) => role === "inbox")?.uidValidity;
  const old = await validity();
  await first.stop();
  await dovecot.changeUidValidity(of.address);
  await (await peer(dovecot, of.address)).append("INBOX", answer(after.email, of));
  await watch();
  await stopped(after.enrollmentId);
  expect(await validity()).not.toBe(old);
  expect(await heard(of)).toBe(2);
  const [signals] = await ownerSql()`select count(*)::int as n from signal where workspace_id = ${of.workspaceId}`;
  expect(signals?.n).toBe(2);
});

test("5,000 mails wait and the worker is killed while reading: every reply is heard once", async () => {
  const of = await mailboxWorld(dovecot);
  const people = await enterPeople(of, 50);
  const first = await watch();
  await looked(of);
  await first.stop();
  const mails = Array.from({ length: 5_000 }, (_, n) => {
    const person = n % 100 === 0 ? people[n / 100] : undefined;
    return person
      ? answer(person.email, of)
      : plainMail({ from: `s${n}@elsewhere.example`, to: of.address, subject: `News ${n}`, id: `news.${n}` });
  });
  dovecot.deliver(of.address, mails);
  const child = await start(inject("programs").watch, ["--owner", db.ownerUrl, "--app", db.appUrl]);
  await vi.waitFor(async () => expect(await heard(of)).toBeGreaterThan(5), { timeout: 90_000, interval: 5 });
  await kill(child);
  const early = await heard(of);
  await ownerSql()`update mailbox_lease set until = now() where mailbox_id = ${of.mailboxId}`; // half a minute passes
  await watch();
  await vi.waitFor(async () => expect(await heard(of)).toBe(50), { timeout: 90_000, interval: 50 });
  expect(early).toBeLessThan(50);
  for (const { enrollmentId } of people) expect(await statusOf(enrollmentId)).toBe("finished");
  const [rows] = await ownerSql()`
    select count(*)::int as signals, count(distinct person_id)::int as people from signal
    where workspace_id = ${of.workspaceId} and kind = 'reply'`;
  expect(rows).toEqual({ signals: 50, people: 50 });
  await vi.waitFor(async () => {
    const inbox = (await readFolders(of.mailboxId)).find(({ role }) => role === "inbox");
    expect(inbox?.lastUid).toBe(5_000);
  }, soon);
});

test("two workers never watch the same mailbox, and an older one can write nothing", async () => {
  const of = await mailboxWorld(dovecot);
  const people = await enterPeople(of, 10);
  const first = await watch();
  await looked(of);
  await watch();
  const inbox = await peer(dovecot, of.address);
  for (const { email } of people.slice(0, 8)) await inbox.append("INBOX", answer(email, of));
  for (const { enrollmentId } of people.slice(0, 8)) await stopped(enrollmentId);
  const lease = async () => (await ownerSql()`select token from mailbox_lease where mailbox_id = ${of.mailboxId}`)[0];
  const old = Number((await lease())?.token);
  expect(await heard(of)).toBe(8);
  await first.stop();
  for (const { email } of people.slice(8)) await inbox.append("INBOX", answer(email, of));
  for (const { enrollmentId } of people.slice(8)) await stopped(enrollmentId);
  expect(await heard(of)).toBe(10);
  expect(Number((await lease())?.token)).toBe(old + 1);
  const [folder] = await readFolders(of.mailboxId);
  if (!folder) throw new Error("no folder");
  const stale = { mailboxId: of.mailboxId, workspaceId: of.workspaceId, token: old };
  await expect(
    ownerSql().begin((tx) => advanceFolder(tx, stale, folder, { lastUid: 9_999, keys: [] })),
  ).rejects.toBeInstanceOf(LeaseLost);
});

test("a wrong password is tried three times, then the member is told and mail of that sender waits", async () => {
  const of = await mailboxWorld(dovecot, { secret: { kind: "password", password: "wrong" } });
  await watch();
  await vi.waitFor(async () => expect((await stateOfMailbox(of))?.status).toBe("needs_reauth"), soon);
  expect(await stateOfMailbox(of)).toMatchObject({ failed_sign_ins: 3, trouble: expect.stringMatching(/auth/i) });
  const [told] = await ownerSql()`
    select member_id, title, href from notification where workspace_id = ${of.workspaceId}`;
  expect(told).toEqual({
    member_id: of.memberId,
    title: `Sign in to ${of.address} again`,
    href: `/settings/mailboxes/${of.mailboxId}`,
  });
  const [sender] = await ownerSql()`
    select breaker_reason from sender where id = ${of.senderId} and breaker_opened_at is not null`;
  expect(sender?.breaker_reason).toBe("Its mailbox must be signed in to again");
});

test("a link that has died in silence is noticed", async () => {
  const of = await mailboxWorld(dovecot);
  const person = await enterPerson(of);
  await watch();
  await looked(of);
  dovecot.freeze();
  await vi.waitFor(async () => expect((await stateOfMailbox(of))?.trouble).not.toBeNull(), {
    timeout: 60_000,
    interval: 50,
  });
  dovecot.thaw();
  await (await peer(dovecot, of.address)).append("INBOX", answer(person.email, of));
  await stopped(person.enrollmentId);
});
