import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence } from "@/db/testing/factories";
import { touchOfAddresses } from "@/server/mail/tracking-token";
import { createCopyKeeper } from "@/server/mailbox/keep-copies";
import { lookAtSent } from "@/server/mailbox/look-at-sent";
import { signInImap } from "@/server/mailbox/sign-in";
import { type Dovecot, startDovecot } from "@/server/mailbox/testing/dovecot";
import { looked, mailboxWorld, opened, soon } from "@/server/mailbox/testing/heard";
import { type MailPeer, plainMail } from "@/server/mailbox/testing/peer";
import { type SmtpMail, type SmtpPeer, startSmtpPeer } from "@/server/mailbox/testing/smtp-peer";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { enterSequences } from "@/server/services/enrollments/enter";
import { sealSecret } from "@/server/services/mailboxes/load-account";
import { findStaleSent } from "@/server/services/mailboxes/stale-sent";
import { connectMailbox } from "@/server/services/mailboxes/testing/connected";
import { decidePeople } from "@/server/services/touches/decide";
import { handOverTouches } from "@/server/services/touches/hand-over";
import { requestTouches } from "@/server/services/touches/request";
import { at, touchOf } from "@/server/services/touches/testing/new-touch";
import { createTransports } from "@/server/services/touches/transports";

testDatabase();
let dovecot: Dovecot;
let smtp: SmtpPeer;
let answer: ((mail: SmtpMail) => string) | undefined;
const { watch, peer, close } = opened();
const { transportOf, close: closeTransports } = createTransports();
beforeAll(async () => {
  dovecot = await startDovecot();
  smtp = await startSmtpPeer({ answer: (mail) => answer?.(mail) ?? "2.0.0 Ok: queued as 4Zx9Q" });
});
afterEach(async () => {
  answer = undefined;
  smtp.mails.length = 0;
  await close();
});
afterAll(async () => {
  await closeTransports();
  await Promise.all([dovecot.stop(), smtp.stop()]);
});

const DAY = 86_400_000;
/** Two sales mails, the second in the thread of the first. */
const twoMails = (of: { senderId: string; topicId: string }) => {
  const mail = (subject: string, body: string, thread: object) => ({ ...of, class: "sales", subject, body, thread });
  return drawGraph({
    start: { kind: "trigger", next: { next: "first" } },
    first: { kind: "email", config: mail("Our offer", "First words", { mode: "new" }), next: { next: "pause" } },
    pause: { kind: "delay", config: { mode: "for", duration: { amount: 2, unit: "days" } }, next: { next: "second" } },
    second: {
      kind: "email",
      config: mail("Ignored", "Second words", { mode: "reply", nodeId: "first" }),
      next: { next: "end" },
    },
    end: { kind: "exit" },
  });
};

async function enrolled(given: Partial<Parameters<typeof mailboxWorld>[1]> = {}) {
  const of = await mailboxWorld(dovecot, { smtpPort: smtp.port, ...given });
  const { workspaceId, senderId, topicId } = of;
  const person = await createContact(workspaceId);
  const { sequenceId } = await createSequence(workspaceId, twoMails({ senderId, topicId }));
  const [entered] = await ownerSql().begin((tx) =>
    enterSequences(tx, [{ workspaceId, sequenceId, contactId: person.contactId, by: "hand" }]),
  );
  if (!entered?.ok) throw new Error("not entered");
  return { ...of, ...person, enrollmentId: entered.enrollmentId };
}

/** Everything the enrollment wants now is decided and handed over. Gives what was claimed. */
async function send(of: Awaited<ReturnType<typeof enrolled>>, days = 0): Promise<string[]> {
  return at(Date.now() + days * DAY, async () => {
    await advanceEnrollments([{ workspaceId: of.workspaceId, id: of.enrollmentId, epoch: null }]);
    return sendDue(of, days);
  });
}

const sendDue = (of: { workspaceId: string; personId: string }, days: number): Promise<string[]> =>
  at(Date.now() + days * DAY + 3_000, async () => {
    const { claimed } = await decidePeople(of.workspaceId, [of.personId]);
    await handOverTouches(of.workspaceId, claimed, transportOf);
    return claimed;
  });

const header = (raw: string, name: string): string =>
  new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, "im")
    .exec(raw)?.[1]
    ?.replace(/\r\n[ \t]+/g, " ")
    .trim() ?? "";

test("sequence mail leaves from the member's address, with a reply token, and gets its copy in Sent once", async () => {
  const of = await enrolled({ plusAddressing: true });
  const [touchId] = await send(of);
  const [mail] = smtp.mails;
  if (!mail || !touchId) throw new Error("nothing was sent");
  expect(mail).toMatchObject({ user: of.address, from: of.address, to: [of.email] });
  expect(header(mail.raw, "From")).toContain(of.address);
  expect(touchOfAddresses([header(mail.raw, "Reply-To")])).toBe(touchId);
  await watch();
  const mine = await peer(dovecot, of.address);
  const copies = async () => (await mine.list("Sent")).filter(({ headers }) => /^x-heed-id:/im.test(headers));
  await vi.waitFor(async () => expect(await copies()).toHaveLength(1), soon);
  // the mark was lost in a crash: the copy is there, and stays one
  await ownerSql()`delete from mailbox_seen where mailbox_id = ${of.mailboxId} and key like 'copy %'`;
  await createCopyKeeper()([of.mailboxId]);
  const [copy, second] = await copies();
  expect(second).toBeUndefined();
  expect(copy?.flags).toContain("\\Seen");
  const [count] = await ownerSql()`
    select count(*)::int as n from touch where workspace_id = ${of.workspaceId} and counted_at is not null`;
  expect(count?.n).toBe(1); // the copy is no mail written by hand
});

test("the follow-up answers the mail as it was on the wire, where the host gave it another id", async () => {
  const of = await enrolled({ keepsCopies: true });
  answer = () => "2.0.0 OK <AM0PR01@AM0PR01.eurprd01.prod.outlook.com> [Hostname=AM0PR01]";
  await send(of);
  answer = undefined;
  await send(of, 3);
  const [first, second] = smtp.mails;
  if (!first || !second) throw new Error("two mails were to leave");
  const wire = "<AM0PR01@AM0PR01.eurprd01.prod.outlook.com>";
  expect(header(second.raw, "Subject")).toBe("Re: Our offer");
  expect(header(second.raw, "In-Reply-To")).toBe(wire);
  expect(header(second.raw, "References").split(" ")).toEqual([
    header(first.raw, "Message-ID"),
    wire,
    header(second.raw, "Message-ID"),
  ]);
});

test("the daily limit and the spacing of the mailbox hold what is too much", async () => {
  const of = await enrolled();
  await ownerSql()`update sender set spacing_seconds = 600 where id = ${of.senderId}`;
  const other = await createContact(of.workspaceId);
  const [sequence] =
    await ownerSql()`select id from sequence where workspace_id = ${of.workspaceId} order by id desc limit 1`;
  const [entered] = await ownerSql().begin((tx) =>
    enterSequences(tx, [
      { workspaceId: of.workspaceId, sequenceId: String(sequence?.id), contactId: other.contactId, by: "hand" },
    ]),
  );
  if (!entered?.ok) throw new Error("not entered");
  expect(await send(of)).toHaveLength(1);
  expect(await send({ ...of, ...other, enrollmentId: entered.enrollmentId })).toEqual([]);
  const [held] = await ownerSql()`
    select because->'reason'->>'kind' as kind, held_until from touch where person_id = ${other.personId} and state = 'held'`;
  expect(held?.held_until).not.toBeNull();
});

test("while nobody can sign in, mail waits and its slot is free", async () => {
  const of = await enrolled({ secret: { kind: "password", password: "wrong" } });
  await send(of);
  const [touch] =
    await ownerSql()`select state, counted_at, failure from touch where person_id = ${of.personId} and state <> 'planned'`;
  expect(touch).toMatchObject({ state: "held", counted_at: null, failure: expect.stringContaining("535") });
  expect(smtp.mails).toEqual([]);
});

test("right before a sales mail leaves, the Sent folder is looked at: what was just written by hand holds it", async () => {
  const of = await enrolled();
  const watching = await watch();
  await looked(of);
  await watching.stop(); // nobody listens
  const mine = await peer(dovecot, of.address);
  await mine.append("Sent", plainMail({ from: of.address, to: of.email, subject: "By hand", id: "hand.now" }));
  await advanceEnrollments([{ workspaceId: of.workspaceId, id: of.enrollmentId, epoch: null }]);
  await ownerSql()`update mailbox_folder set looked_at = now() - interval '16 seconds' where mailbox_id = ${of.mailboxId}`;
  await lookAtSent(of.workspaceId, [of.personId]);
  const observed = async () =>
    Array.from(await ownerSql()`select subject from touch where person_id = ${of.personId} and state = 'observed'`);
  expect(await observed()).toEqual([{ subject: "By hand" }]);
  await mine.append("Sent", plainMail({ from: of.address, to: of.email, subject: "Again", id: "hand.again" }));
  await lookAtSent(of.workspaceId, [of.personId]); // within 15 s of the last look
  expect(await observed()).toHaveLength(1);
  await watch();
  await vi.waitFor(async () => expect(await observed()).toHaveLength(2), soon); // the first is known
});

test("a Sent folder nobody has looked at yet is looked at too, however many mailboxes the set has", async () => {
  const first = await enrolled();
  const { workspaceId } = first;
  const people = [first.personId];
  for (let n = 0; n < 21; n += 1) {
    const other = await connectMailbox({ workspaceId, address: `one${n}@ours.example`, imapPort: 1 });
    const who = await createContact(workspaceId);
    const late = touchOf({ ...first, senderId: other.senderId }, who, { key: `late ${n}`, class: "sales" });
    await requestTouches(ownerSql(), [late]);
    people.push(who.personId);
  }
  await ownerSql()`update mailbox_folder set looked_at = now() - interval '1 hour' where mailbox_id <> ${first.mailboxId}`;
  await ownerSql()`update touch set due_at = now() - interval '1 second' where workspace_id = ${workspaceId}`;
  await advanceEnrollments([{ workspaceId, id: first.enrollmentId, epoch: null }]);
  expect(await findStaleSent(workspaceId, people)).toHaveLength(22);
  const mine = await peer(dovecot, first.address);
  await mine.append("Sent", plainMail({ from: first.address, to: first.email, subject: "Just now", id: "hand.first" }));
  await lookAtSent(workspaceId, [first.personId]);
  const [seen] = await ownerSql()`select subject from touch where person_id = ${first.personId} and state = 'observed'`;
  expect(seen).toMatchObject({ subject: "Just now" });
  expect(await findStaleSent(workspaceId, [first.personId])).toEqual([]);
});

/** A keeper of copies with a clock of its own, that counts how often it signs in. */
function countingKeeper(mailboxId: string) {
  const seen = { signIns: 0, now: Date.now() };
  const keep = createCopyKeeper({
    signIn: (row) => {
      seen.signIns += 1;
      return signInImap(row);
    },
    now: () => seen.now,
  });
  return { seen, keep: () => keep([mailboxId]) };
}
const copiesOf = async (mine: MailPeer): Promise<number> =>
  (await mine.list("Sent")).filter(({ headers }) => /^x-heed-id:/im.test(headers)).length;

test("a Sent folder that takes no more is not asked for the same mail at every turn; what follows is not kept waiting", async () => {
  const of = await enrolled();
  await send(of);
  const mine = await peer(dovecot, of.address);
  expect(await copiesOf(mine)).toBe(0); // the folder is made when it is first opened
  dovecot.refuseAppends(of.address, "Sent", true);
  const { seen, keep } = countingKeeper(of.mailboxId);
  for (let turn = 0; turn < 5; turn += 1) await keep();
  expect(seen.signIns).toBe(1);
  dovecot.refuseAppends(of.address, "Sent", false);
  await keep();
  expect(await copiesOf(mine)).toBe(0);
  // another mail leaves meanwhile: it does not wait for the first
  await send(of, 3);
  await ownerSql()`update touch set counted_at = now() where workspace_id = ${of.workspaceId} and counted_at is not null`;
  await keep();
  expect(await copiesOf(mine)).toBe(1);
  seen.now += 60_000;
  await keep();
  expect(await copiesOf(mine)).toBe(2);
  expect(seen.signIns).toBe(3);
});

test("sign-ins for copies that are refused count: after the third nobody tries again", async () => {
  const of = await enrolled();
  await send(of);
  await ownerSql()`update mailbox set credentials = ${sealSecret(of.mailboxId, "password", { kind: "password", password: "old" })}
    where id = ${of.mailboxId}`;
  const { seen, keep } = countingKeeper(of.mailboxId);
  for (let turn = 0; turn < 4; turn += 1) {
    await keep();
    await keep(); // at once: it rests
    seen.now += 300_000;
  }
  expect(seen.signIns).toBe(3);
  const [row] = await ownerSql()`select status from mailbox where id = ${of.mailboxId}`;
  expect(row?.status).toBe("needs_reauth");
});
