import { expect, vi } from "vitest";
import { ownerSql } from "@/db/client";
import { type Dovecot, PASSWORD } from "@/server/mailbox/testing/dovecot";
import { type MailPeer, openPeer, plainMail } from "@/server/mailbox/testing/peer";
import { type MailboxWatch, startMailboxWatch } from "@/server/mailbox/watch-mailboxes";
import { connectMailbox } from "@/server/services/mailboxes/testing/connected";
import { restingSequence } from "@/server/services/mailboxes/testing/resting";

export const soon = { timeout: 30_000, interval: 25 };

/** Everything a test opened, closed after it. */
export function opened() {
  const open: (() => Promise<unknown>)[] = [];
  return {
    async watch(): Promise<MailboxWatch> {
      const watch = await startMailboxWatch(ownerSql(), {
        times: { maxIdleMs: 1_000, socketMs: 2_000, connectMs: 5_000 },
      });
      open.push(() => watch.stop());
      return watch;
    },
    async peer(dovecot: Dovecot, user: string): Promise<MailPeer> {
      const peer = await openPeer(dovecot.port, user);
      open.push(() => peer.close().catch(() => undefined));
      return peer;
    },
    /** Also lets nobody watch the mailboxes of this test any more. */
    async close(): Promise<void> {
      await Promise.all(open.splice(0).map((close) => close()));
      await ownerSql()`
        update mailbox set status = 'disconnected', credentials = null, pending_auth = null where status <> 'disconnected'`;
    },
  };
}

let counter = 0;

/** A sequence in which people rest, a mailbox in this server, and its member. */
export async function mailboxWorld(dovecot: Dovecot, given: Partial<Parameters<typeof connectMailbox>[0]> = {}) {
  counter += 1;
  const address = `ana${counter}@ours.example`;
  const live = await restingSequence();
  const { workspaceId } = live;
  const mailbox = await connectMailbox({ workspaceId, address, imapPort: dovecot.port, ...given });
  return { ...live, ...mailbox, address, password: PASSWORD };
}
export type MailboxWorld = Awaited<ReturnType<typeof mailboxWorld>>;

/** Resolves when INBOX and Sent were read to their ends. */
export const looked = (of: MailboxWorld) =>
  vi.waitFor(async () => {
    const rows = await ownerSql()`
      select role from mailbox_folder
      where mailbox_id = ${of.mailboxId} and looked_at is not null and role <> 'junk' order by role`;
    expect(rows.map(({ role }) => role)).toEqual(["inbox", "sent"]);
  }, soon);

export const statusOf = async (enrollmentId: string): Promise<unknown> =>
  (await ownerSql()`select status from enrollment where id = ${enrollmentId}`)[0]?.status;

export const stopped = (enrollmentId: string) =>
  vi.waitFor(async () => expect(await statusOf(enrollmentId)).toBe("finished"), soon);

export const heard = async (of: MailboxWorld): Promise<unknown> =>
  (await ownerSql()`select count(*)::int as n from inbound_mail where workspace_id = ${of.workspaceId}`)[0]?.n;

export const stateOfMailbox = async (of: MailboxWorld) =>
  (await ownerSql()`select status, trouble, failed_sign_ins from mailbox where id = ${of.mailboxId}`)[0];

/** Somebody says no, by address alone. */
export const answer = (email: string, of: MailboxWorld, n = 1): string =>
  plainMail({ from: email, to: of.address, subject: "About your mail", text: "Not interested.", id: `${email}.${n}` });

/** Touches observed in the Sent folder: of whom, when, whether they count. */
export const observed = async (of: MailboxWorld) =>
  Array.from(
    await ownerSql()`
      select person_id, counted_at, counts, source, member_id, subject from touch
      where workspace_id = ${of.workspaceId} and state = 'observed' order by subject, person_id`,
  );
