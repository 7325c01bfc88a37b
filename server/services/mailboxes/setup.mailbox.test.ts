import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import type { MailResolver } from "@/server/mailbox/discover";
import { type Dovecot, PASSWORD, startDovecot } from "@/server/mailbox/testing/dovecot";
import { type MailPeer, openPeer } from "@/server/mailbox/testing/peer";
import { type SmtpPeer, startSmtpPeer } from "@/server/mailbox/testing/smtp-peer";
import { memberContext, type ServiceContext } from "@/server/services/context";
import { chooseFolders, disconnectMailbox, finishMailbox } from "@/server/services/mailboxes/finish";
import { getMailbox, listMailboxes } from "@/server/services/mailboxes/list";
import { signInMailbox, testMailbox } from "@/server/services/mailboxes/sign-in";
import { changeServers, startMailbox } from "@/server/services/mailboxes/start";
import { checkTrial, sendTrial } from "@/server/services/mailboxes/trial";

testDatabase();
let dovecot: Dovecot;
let smtp: SmtpPeer;
/** What the host does with a mail it took. */
const host = { takesPlus: true, keepsCopies: false };
const peers = new Map<string, MailPeer>();

beforeAll(async () => {
  dovecot = await startDovecot();
  smtp = await startSmtpPeer({
    deliver: async ({ user, to, raw }) => {
      const peer = peers.get(user) ?? (await openPeer(dovecot.port, user));
      peers.set(user, peer);
      if (host.keepsCopies) await peer.append("Sent", raw);
      if (to.includes(user) || host.takesPlus) await peer.append("INBOX", raw);
    },
  });
});
afterEach(async () => {
  await Promise.all([...peers.values()].map((peer) => peer.close()));
  peers.clear();
  Object.assign(host, { takesPlus: true, keepsCopies: false });
});
afterAll(() => Promise.all([dovecot.stop(), smtp.stop()]));

/** The domain's own DNS says where its mail is. */
const resolver: MailResolver = {
  exchangers: () => Promise.resolve(["mx.ours.example"]),
  service: (name) =>
    Promise.resolve(
      name.startsWith("_imaps.")
        ? [{ host: "127.0.0.1", port: dovecot.port }]
        : name.startsWith("_submissions.")
          ? [{ host: "127.0.0.1", port: smtp.port }]
          : [],
    ),
  exists: () => Promise.resolve(false),
};

async function salesperson(workspaceId?: string): Promise<ServiceContext> {
  const id = workspaceId ?? (await createWorkspace()).workspaceId;
  return memberContext({ workspaceId: id, memberId: newId("member"), role: "sales", teamIds: [], offsetMs: 0 });
}

let counter = 0;
const newAddress = () => {
  counter += 1;
  return `sam${counter}@ours.example`;
};

/** Up to the mail that has come back. */
async function tried(ctx: ServiceContext, address = newAddress()): Promise<string> {
  const { id } = await startMailbox({ ctx, input: { address, name: "Sam Lee" }, resolver });
  expect(await signInMailbox({ ctx, input: { id, password: PASSWORD } })).toMatchObject({ ok: true });
  await chooseFolders({ ctx, input: { id, sent: "Sent", junk: "Junk" } });
  expect(await sendTrial({ ctx, input: { id } })).toMatchObject({ ok: true });
  await vi.waitFor(
    async () => expect(await checkTrial({ ctx, input: { id } })).toMatchObject({ ok: true, trial: { arrived: true } }),
    { timeout: 20_000, interval: 200 },
  );
  return id;
}
const limits = { name: "Sam Lee", dailyLimit: 40, spacingSeconds: 60, readBack: false };

test("from an address to a sender: found by DNS, tested, tried, limited; nothing one signs in with leaves the server", async () => {
  const ctx = await salesperson();
  const address = newAddress();
  const { id } = await startMailbox({ ctx, input: { address, name: "Sam Lee" }, resolver });
  expect(await startMailbox({ ctx, input: { address: address.toUpperCase(), name: "Sam" }, resolver })).toEqual({ id });
  expect(await getMailbox({ ctx, input: { id } })).toMatchObject({
    step: "sign_in",
    imapHost: "127.0.0.1",
    imapPort: dovecot.port,
    smtpPort: smtp.port,
    configured: false,
  });
  const wrong = await signInMailbox({ ctx, input: { id, password: "wrong" } });
  expect(wrong.ok).toBe(false);
  expect(wrong.checks).toMatchObject([
    {
      what: "imap",
      ok: false,
      words: expect.stringMatching(/authentication failed/i),
      advice: expect.stringMatching(/password/),
    },
    { what: "smtp", ok: false, words: expect.stringContaining("535") },
  ]);
  expect(await getMailbox({ ctx, input: { id } })).toMatchObject({ configured: false, step: "sign_in" });
  await tried(ctx, address);
  expect(await getMailbox({ ctx, input: { id } })).toMatchObject({ step: "limits", configured: true });
  const { senderId } = await finishMailbox({ ctx, input: { id, ...limits } });
  const got = await getMailbox({ ctx, input: { id } });
  expect(got).toMatchObject({ status: "connected", step: "done", keepsCopies: false, dailyLimit: 40 });
  const listed = await listMailboxes({ ctx });
  expect(JSON.stringify([got, listed])).not.toMatch(new RegExp(`${PASSWORD}|v1\\.`));
  const [sender] = await ownerSql()`select * from sender where id = ${senderId}`;
  expect(sender).toMatchObject({
    transport: "mailbox",
    mailbox_id: id,
    address,
    daily_limit: 40,
    spacing_seconds: 60,
    credentials: null,
  });
  const [row] = await ownerSql()`select credentials from mailbox where id = ${id}`;
  expect(row?.credentials).toMatch(/^v1\.test\./);
});

test("the mail to oneself finds out what the host does with a plus and with copies", async () => {
  const ctx = await salesperson();
  const plain = await tried(ctx);
  await vi.waitFor(async () => {
    await checkTrial({ ctx, input: { id: plain } });
    expect(await getMailbox({ ctx, input: { id: plain } })).toMatchObject({ plusAddressing: true, keepsCopies: false });
  });
  Object.assign(host, { takesPlus: false, keepsCopies: true });
  const other = await tried(ctx);
  await vi.waitFor(async () => {
    await checkTrial({ ctx, input: { id: other } });
    expect(await getMailbox({ ctx, input: { id: other } })).toMatchObject({ plusAddressing: false, keepsCopies: true });
  });
});

test("steps cannot be skipped; other servers forget the password; a host that is not there says so", async () => {
  const ctx = await salesperson();
  const { id } = await startMailbox({ ctx, input: { address: newAddress(), name: "Sam" }, resolver });
  await expect(sendTrial({ ctx, input: { id } })).rejects.toThrow("Sign in first");
  await expect(testMailbox({ ctx, input: { id } })).rejects.toThrow("Sign in first");
  await expect(finishMailbox({ ctx, input: { id, ...limits } })).rejects.toThrow("has not come yet");
  await signInMailbox({ ctx, input: { id, password: PASSWORD } });
  expect(await testMailbox({ ctx, input: { id } })).toMatchObject({ ok: true });
  await expect(chooseFolders({ ctx, input: { id, sent: "Nowhere", junk: null } })).rejects.toMatchObject({
    fields: [{ path: "sent", message: "There is no such folder" }],
  });
  const servers = { username: "sam", imapHost: "127.0.0.1", imapPort: 1, imapSecure: true };
  await changeServers({
    ctx,
    input: { id, ...servers, smtpHost: "no-such-host.invalid", smtpPort: 465, smtpSecure: true },
  });
  expect(await getMailbox({ ctx, input: { id } })).toMatchObject({ configured: false, step: "sign_in" });
  const { checks } = await signInMailbox({ ctx, input: { id, password: PASSWORD } });
  expect(checks).toMatchObject([
    { what: "imap", words: "The server refused the connection at this port" },
    { what: "smtp", ok: false },
  ]);
});

test("a mailbox nobody can sign in to gets other servers: the steps are taken again, and its mail is read again there", async () => {
  const ctx = await salesperson();
  const id = await tried(ctx);
  await finishMailbox({ ctx, input: { id, ...limits } });
  await ownerSql()`update mailbox set status = 'needs_reauth' where id = ${id}`;
  await ownerSql()`update mailbox_folder set uid_validity = 7, last_uid = 900 where mailbox_id = ${id}`;
  const { address, imapPort, smtpPort } = await getMailbox({ ctx, input: { id } });
  const moved = { username: address, imapHost: "localhost", imapPort, imapSecure: true };
  await changeServers({ ctx, input: { id, ...moved, smtpHost: "localhost", smtpPort, smtpSecure: true } });
  expect(await signInMailbox({ ctx, input: { id, password: PASSWORD } })).toMatchObject({ ok: true });
  expect(await getMailbox({ ctx, input: { id } })).toMatchObject({ status: "needs_reauth", step: "folders" });
  await chooseFolders({ ctx, input: { id, sent: "Sent", junk: "Junk" } });
  const validities =
    await ownerSql()`select distinct uid_validity::int as validity from mailbox_folder where mailbox_id = ${id}`;
  expect(Array.from(validities)).toEqual([{ validity: 0 }]);
  await sendTrial({ ctx, input: { id } });
  await vi.waitFor(
    async () => expect(await checkTrial({ ctx, input: { id } })).toMatchObject({ ok: true, trial: { arrived: true } }),
    { timeout: 20_000, interval: 200 },
  );
  await finishMailbox({ ctx, input: { id, ...limits } });
  expect(await getMailbox({ ctx, input: { id } })).toMatchObject({ status: "connected", step: "done" });
});

test("disconnecting deletes what one signs in with, and the address is free again", async () => {
  const ctx = await salesperson();
  const address = newAddress();
  const id = await tried(ctx, address);
  const { senderId } = await finishMailbox({ ctx, input: { id, ...limits } });
  await disconnectMailbox({ ctx, input: { id } });
  const [row] = await ownerSql()`
    select status, credentials, pending_auth, setup::text as setup from mailbox where id = ${id}`;
  expect(row).toEqual({ status: "disconnected", credentials: null, pending_auth: null, setup: "{}" });
  const [sender] = await ownerSql()`select archived_at is not null as archived from sender where id = ${senderId}`;
  expect(sender?.archived).toBe(true);
  await expect(getMailbox({ ctx, input: { id } })).rejects.toThrow("does not exist");
  const again = await startMailbox({ ctx, input: { address, name: "Sam" }, resolver });
  expect(again.id).not.toBe(id);
});

test("a colleague's mailbox is not mine; a workspace whose clock was moved gets none", async () => {
  const ctx = await salesperson();
  const address = newAddress();
  const { id } = await startMailbox({ ctx, input: { address, name: "Sam" }, resolver });
  const colleague = await salesperson(ctx.workspaceId);
  expect(await listMailboxes({ ctx: colleague })).toEqual([]);
  await expect(getMailbox({ ctx: colleague, input: { id } })).rejects.toThrow("role does not allow");
  await expect(startMailbox({ ctx: colleague, input: { address, name: "X" }, resolver })).rejects.toThrow(
    "A colleague",
  );
  await ownerSql()`update workspace_setting set clock_moved_at = now() where workspace_id = ${ctx.workspaceId}`;
  const asked = startMailbox({ ctx, input: { address: newAddress(), name: "Sam" }, resolver });
  await expect(asked).rejects.toThrow("clock of this sandbox was moved");
  await expect(signInMailbox({ ctx, input: { id, password: PASSWORD } })).rejects.toThrow("clock");
});
