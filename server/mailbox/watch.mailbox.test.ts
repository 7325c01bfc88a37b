import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { type Dovecot, startDovecot } from "@/server/mailbox/testing/dovecot";
import { type MailPeer, openPeer, plainMail } from "@/server/mailbox/testing/peer";
import { type MailboxWatch, startMailboxWatch } from "@/server/mailbox/watch-mailboxes";
import { enterPerson } from "@/server/services/enrollments/testing/enrolled";
import { connectMailbox } from "@/server/services/mailboxes/testing/connected";
import { restingSequence } from "@/server/services/mailboxes/testing/resting";

testDatabase();
let dovecot: Dovecot;
const watches: MailboxWatch[] = [];
const peers: MailPeer[] = [];
beforeAll(async () => {
  dovecot = await startDovecot();
});
afterEach(async () => {
  await Promise.all(watches.splice(0).map((watch) => watch.stop()));
  await Promise.all(peers.splice(0).map((peer) => peer.close().catch(() => undefined)));
});
afterAll(() => dovecot.stop());

const soon = { timeout: 15_000, interval: 20 };

async function watch(): Promise<MailboxWatch> {
  const started = await startMailboxWatch(ownerSql(), { times: { maxIdleMs: 1_000, socketMs: 3_000 } });
  watches.push(started);
  return started;
}

async function peer(user: string): Promise<MailPeer> {
  const opened = await openPeer(dovecot.port, user);
  peers.push(opened);
  return opened;
}

let counter = 0;
/** A sequence in which people rest, a mailbox, and its member. */
async function world() {
  counter += 1;
  const address = `ana${counter}@ours.example`;
  const live = await restingSequence();
  const mailbox = await connectMailbox({ workspaceId: live.workspaceId, address, imapPort: dovecot.port });
  return { ...live, ...mailbox, address };
}
type World = Awaited<ReturnType<typeof world>>;

const looked = (of: World) =>
  vi.waitFor(async () => {
    const rows = await ownerSql()`
      select role from mailbox_folder where mailbox_id = ${of.mailboxId} and looked_at is not null order by role`;
    expect(rows.map(({ role }) => role)).toEqual(["inbox", "sent"]);
  }, soon);

const statusOf = async (enrollmentId: string) =>
  (await ownerSql()`select status from enrollment where id = ${enrollmentId}`)[0]?.status;
const stopped = (enrollmentId: string) =>
  vi.waitFor(async () => expect(await statusOf(enrollmentId)).toBe("finished"), soon);
const heard = async (of: World) =>
  (await ownerSql()`select count(*)::int as n from inbound_mail where workspace_id = ${of.workspaceId}`)[0]?.n;
const answer = (email: string, of: World, n = 1) =>
  plainMail({ from: email, to: of.address, subject: "About your mail", text: "Not interested.", id: `${email}.${n}` });

test("a reply in INBOX stops the sequence; its flags stay as they were; strangers' mail is not kept", async () => {
  const of = await world();
  const person = await enterPerson(of);
  const inbox = await peer(of.address);
  await inbox.append("INBOX", answer(person.email, of, 0)); // before it was connected
  await watch();
  await looked(of);
  expect(await statusOf(person.enrollmentId)).toBe("active");
  await inbox.append(
    "INBOX",
    plainMail({ from: "stranger@elsewhere.example", to: of.address, subject: "Hi", id: "s1" }),
  );
  await inbox.append("INBOX", answer(person.email, of));
  await stopped(person.enrollmentId);
  expect(await heard(of)).toBe(1);
  const [row] =
    await ownerSql()`select mailbox_id, from_address from inbound_mail where workspace_id = ${of.workspaceId}`;
  expect(row).toEqual({ mailbox_id: of.mailboxId, from_address: person.email });
  const flags = (await inbox.list("INBOX")).map((mail) => mail.flags.includes("\\Seen"));
  expect(flags).toEqual([false, false, false]);
});
