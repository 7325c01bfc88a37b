import { logger } from "@/server/log";
import { listMails, listUids } from "@/server/mailbox/read-folder";
import { signInImap } from "@/server/mailbox/sign-in";
import { MailboxTrouble, toTrouble } from "@/server/mailbox/trouble";
import { type FolderCursor, noteLook, readFolders } from "@/server/services/mailboxes/folders";
import { type MailboxRow, readMailboxRow } from "@/server/services/mailboxes/load-account";
import { findStaleSent } from "@/server/services/mailboxes/stale-sent";
import { takeUnfenced } from "@/server/services/mailboxes/take-batch";

/**
 * Right before sales mail to these people is decided: what their salespeople wrote by hand a moment ago counts. Looks into
 * the Sent folders of the mailboxes it would leave from, if the last look is older than 15 s. A mailbox that cannot be read
 * now is left to its watcher, which holds its mail back when that lasts.
 */
export async function lookAtSent(workspaceId: string, personIds: readonly string[]): Promise<void> {
  await Promise.all(
    (await findStaleSent(workspaceId, personIds)).map(async (mailboxId) => {
      try {
        const [row, folders] = await Promise.all([readMailboxRow(mailboxId), readFolders(mailboxId)]);
        const folder = folders.find(({ role }) => role === "sent" || role === "all");
        if (row?.status === "connected" && folder) await look(row, folder);
      } catch (error) {
        if (!(error instanceof MailboxTrouble)) throw error;
        logger("mailbox").info({ err: error, mailbox: mailboxId }, "Sent cannot be looked at before a mail leaves");
      }
    }),
  );
}

/** Without the lease: the cursor stays where it is, and the watcher finds what was taken here known. */
async function look(row: MailboxRow, folder: FolderCursor): Promise<void> {
  const client = await signInImap(row);
  try {
    const opened = await client.mailboxOpen(folder.path, { readOnly: true }).catch((error: unknown) => {
      throw toTrouble(error);
    });
    if (Number(opened.uidValidity) !== folder.uidValidity) return;
    if (opened.uidNext > folder.lastUid + 1) {
      const mails = await listMails(client, folder.role, (await listUids(client, folder)).slice(-200));
      const { member_id: memberId, address, counts_invitations: countsInvitations } = row;
      await takeUnfenced({ folder, memberId, address, countsInvitations }, mails);
    }
    await noteLook({ ...folder, readSince: null }, null);
  } finally {
    client.close();
  }
}
