import type { ImapFlow } from "imapflow";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/core/instant";
import { realNow } from "@/server/clock";
import { logger } from "@/server/log";
import { toMime } from "@/server/mail/mime";
import { createPauses } from "@/server/mailbox/pauses";
import { signInImap } from "@/server/mailbox/sign-in";
import { MailboxTrouble, toTrouble } from "@/server/mailbox/trouble";
import { type CopiesOwed, findCopiesOwed, markCopied } from "@/server/services/mailboxes/copies";
import { readFolders } from "@/server/services/mailboxes/folders";
import { type MailboxRow, readMailboxRow } from "@/server/services/mailboxes/load-account";
import { noteHeard, noteTrouble } from "@/server/services/mailboxes/state";
import { isPassingFault } from "@/server/services/passing-fault";
import { loadOutgoing } from "@/server/services/touches/load-outgoing";

/** Puts what left through these mailboxes into their Sent folders. */
export type CopyKeeper = (mailboxIds: readonly string[]) => Promise<void>;

/**
 * Puts what was sent through mailboxes into their Sent folders, where the host does not do so by itself. From the rows: a
 * crash after sending leaves the copy owed. One that is there already is not put there again.
 *
 * A mail the folder refuses (over quota, too long) is passed over and tried again after a minute, doubling up to an hour; a
 * mailbox that cannot be opened, likewise. A refused sign-in counts as the watcher's own do.
 */
export function createCopyKeeper(
  how: { signIn?: (row: MailboxRow) => Promise<ImapFlow>; now?: () => number } = {},
): CopyKeeper {
  const { signIn = signInImap, now = () => realNow().getTime() } = how;
  const mailboxes = createPauses(30 * SECOND_MS, HOUR_MS);
  const mails = createPauses(MINUTE_MS, HOUR_MS);

  async function keepIn({ mailboxId, workspaceId, touchIds }: CopiesOwed): Promise<void> {
    const [row, folders, owed] = await Promise.all([
      readMailboxRow(mailboxId),
      readFolders(mailboxId),
      loadOutgoing(workspaceId, touchIds),
    ]);
    const sent = folders.find(({ role }) => role === "sent");
    if (!row || !sent) return;
    const client = await signIn(row).catch(async (error: unknown) => {
      if (error instanceof MailboxTrouble && error.kind === "sign_in") await noteTrouble(workspaceId, mailboxId, error);
      throw error;
    });
    try {
      await client.mailboxOpen(sent.path, { readOnly: true }).catch((error: unknown) => {
        throw toTrouble(error);
      });
      if (mailboxes.worked(mailboxId)) await noteHeard(workspaceId, mailboxId);
      for (const { mail } of owed) {
        try {
          await putOnce(client, sent.path, mail);
          await markCopied({ workspaceId, mailboxId }, mail.touchId);
          mails.worked(mail.touchId);
        } catch (error) {
          if (client.usable && isPassingFault(error)) throw error; // the database is away
          mails.failed(mail.touchId, now());
          logger("mailbox").warn({ err: error, mailbox: mailboxId, touch: mail.touchId }, "a copy cannot be kept now");
          if (!client.usable) throw toTrouble(error);
        }
      }
    } finally {
      client.close();
    }
  }

  return async (mailboxIds) => {
    const awake = mailboxIds.filter((id) => !mailboxes.rests(id, now()));
    if (awake.length === 0) return;
    for (const owed of await findCopiesOwed(awake, mails.resting(now()))) {
      try {
        await keepIn(owed);
      } catch (error) {
        if (!(error instanceof MailboxTrouble)) throw error;
        mailboxes.failed(owed.mailboxId, now());
        logger("mailbox").info({ err: error, mailbox: owed.mailboxId }, "copies cannot be put into Sent now; later");
      }
    }
  };
}

async function putOnce(client: ImapFlow, path: string, mail: Parameters<typeof toMime>[0]): Promise<void> {
  const there = await client.search({ header: { "message-id": mail.messageId } }, { uid: true });
  if (!there || there.length === 0) await client.append(path, await toMime(mail), ["\\Seen"], mail.date);
}
