import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { sealSecret } from "@/server/services/mailboxes/load-account";

/** A mailbox whose mail to oneself has come back: one step before it is connected. Nobody answers at its servers. */
export async function mailboxInSetup(workspaceId: string, memberId: string): Promise<string> {
  const id = newId("mailbox");
  const setup = {
    folders: [
      { path: "INBOX", name: "INBOX", use: "\\Inbox" },
      { path: "Sent", name: "Sent", use: "\\Sent" },
    ],
    trial: { mark: "0f0f", sentAt: "2026-11-01T08:00:00Z", arrived: true, plusArrived: false, copied: false },
  };
  const sql = ownerSql();
  await sql`
    insert into mailbox (id, workspace_id, member_id, address, name, step, setup, provider, username, imap_host, imap_port,
      smtp_host, smtp_port, credentials)
    values (${id}, ${workspaceId}, ${memberId}, 'ana@ours.example', 'Ana Ruiz', 'limits', ${JSON.stringify(setup)}::text::jsonb,
      'own', 'ana', '127.0.0.1', 1, '127.0.0.1', 1, ${sealSecret(id, "password", { kind: "password", password: "x" })})`;
  return id;
}
