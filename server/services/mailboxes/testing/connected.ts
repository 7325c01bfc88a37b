import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { PASSWORD } from "@/server/mailbox/testing/dovecot";
import { type MailboxSecret, type SignIn, sealSecret } from "@/server/services/mailboxes/load-account";

/** A connected mailbox as the wizard leaves it: INBOX, Sent and Junk, and a sender that uses it. */
export async function connectMailbox(of: {
  workspaceId: string;
  address: string;
  imapPort: number;
  smtpPort?: number;
  memberId?: string;
  signIn?: SignIn;
  secret?: MailboxSecret;
  accessExpiresAt?: Date;
  keepsCopies?: boolean;
  plusAddressing?: boolean;
}) {
  const sql = ownerSql();
  const mailboxId = newId("mailbox");
  const senderId = newId("sender");
  const memberId = of.memberId ?? newId("member");
  const signIn = of.signIn ?? "password";
  const secret = of.secret ?? { kind: "password" as const, password: PASSWORD };
  await sql`
    insert into mailbox (id, workspace_id, member_id, address, name, status, step, provider, sign_in, username, imap_host,
      imap_port, smtp_host, smtp_port, smtp_secure, credentials, access_expires_at, keeps_copies, plus_addressing, connected_at)
    values (${mailboxId}, ${of.workspaceId}, ${memberId}, ${of.address}, 'Ana Ruiz', 'connected', 'done', 'own', ${signIn},
      ${of.address}, '127.0.0.1', ${of.imapPort}, '127.0.0.1', ${of.smtpPort ?? 1}, ${true},
      ${sealSecret(mailboxId, signIn, secret)}, ${of.accessExpiresAt ?? null}, ${of.keepsCopies ?? false},
      ${of.plusAddressing ?? false}, now())`;
  for (const [role, path] of [
    ["inbox", "INBOX"],
    ["sent", "Sent"],
    ["junk", "Junk"],
  ] as const) {
    await sql`
      insert into mailbox_folder (id, workspace_id, mailbox_id, role, path)
      values (${newId("mailboxFolder")}, ${of.workspaceId}, ${mailboxId}, ${role}, ${path})`;
  }
  await sql`
    insert into sender (id, workspace_id, member_id, mailbox_id, name, address, transport)
    values (${senderId}, ${of.workspaceId}, ${memberId}, ${mailboxId}, 'Ana Ruiz', ${of.address}, 'mailbox')`;
  return { mailboxId, senderId, memberId };
}
