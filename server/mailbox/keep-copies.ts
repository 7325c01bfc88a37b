import { logger } from "@/server/log";
import { toMime } from "@/server/mail/mime";
import { signInImap } from "@/server/mailbox/sign-in";
import { MailboxTrouble, toTrouble } from "@/server/mailbox/trouble";
import { findCopiesOwed, markCopied } from "@/server/services/mailboxes/copies";
import { readFolders } from "@/server/services/mailboxes/folders";
import { readMailboxRow } from "@/server/services/mailboxes/load-account";
import { loadOutgoing } from "@/server/services/touches/load-outgoing";

/**
 * Puts what was sent through these mailboxes into their Sent folders, where the host does not do so by itself. From the rows:
 * a crash after sending leaves the copy owed. One that is there already is not put there again.
 */
export async function keepCopies(mailboxIds: readonly string[]): Promise<void> {
  if (mailboxIds.length === 0) return;
  for (const { mailboxId, workspaceId, touchIds } of await findCopiesOwed(mailboxIds)) {
    try {
      await keepIn(mailboxId, workspaceId, touchIds);
    } catch (error) {
      if (!(error instanceof MailboxTrouble)) throw error;
      logger("mailbox").info({ err: error, mailbox: mailboxId }, "copies cannot be put into Sent now; later");
    }
  }
}

async function keepIn(mailboxId: string, workspaceId: string, touchIds: readonly string[]): Promise<void> {
  const [row, folders, mails] = await Promise.all([
    readMailboxRow(mailboxId),
    readFolders(mailboxId),
    loadOutgoing(workspaceId, touchIds),
  ]);
  const sent = folders.find(({ role }) => role === "sent");
  if (!row || !sent) return;
  const client = await signInImap(row);
  try {
    await client.mailboxOpen(sent.path, { readOnly: true });
    for (const { mail } of mails) {
      const there = await client.search({ header: { "message-id": mail.messageId } }, { uid: true });
      if (!there || there.length === 0) await client.append(sent.path, await toMime(mail), ["\\Seen"], mail.date);
      await markCopied({ workspaceId, mailboxId }, mail.touchId);
    }
  } catch (error) {
    throw toTrouble(error);
  } finally {
    client.close();
  }
}
