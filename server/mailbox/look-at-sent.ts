import { DAY_MS } from "@/core/instant";
import { realNow } from "@/server/clock";
import { logger } from "@/server/log";
import { listMails, listUids } from "@/server/mailbox/read-folder";
import { signInImap } from "@/server/mailbox/sign-in";
import { MailboxTrouble, toTrouble } from "@/server/mailbox/trouble";
import { type FolderCursor, noteGlance, readFolders } from "@/server/services/mailboxes/folders";
import { type MailboxRow, readMailboxRow } from "@/server/services/mailboxes/load-account";
import { findStaleSent } from "@/server/services/mailboxes/stale-sent";
import { takeUnfenced } from "@/server/services/mailboxes/take-batch";

/** Sign-ins at once: dozens of people may be behind as many mailboxes. */
const AT_ONCE = 8;

/**
 * Right before sales mail to these people is decided: what their salespeople wrote by hand a moment ago counts. Looks into
 * the Sent folders of the mailboxes it would leave from, if the last look is older than 15 s. A mailbox that cannot be read
 * now is left to its watcher, which holds its mail back when that lasts.
 */
export async function lookAtSent(workspaceId: string, personIds: readonly string[]): Promise<void> {
  const queue = await findStaleSent(workspaceId, personIds);
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await lookInto(next);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, queue.length) }, worker));
}

async function lookInto(mailboxId: string): Promise<void> {
  try {
    const [row, folders] = await Promise.all([readMailboxRow(mailboxId), readFolders(mailboxId)]);
    const folder = folders.find(({ role }) => role === "sent" || role === "all");
    if (row?.status === "connected" && folder) await look(row, folder);
  } catch (error) {
    if (!(error instanceof MailboxTrouble)) throw error;
    logger("mailbox").info({ err: error, mailbox: mailboxId }, "Sent cannot be looked at before a mail leaves");
  }
}

/**
 * Without the lease: the cursor stays where it is, and the watcher finds what was taken here known. Where its watcher has not
 * been yet, or UIDs mean something else by now, the last day is read.
 */
async function look(row: MailboxRow, folder: FolderCursor): Promise<void> {
  const client = await signInImap(row);
  try {
    const opened = await client.mailboxOpen(folder.path, { readOnly: true }).catch((error: unknown) => {
      throw toTrouble(error);
    });
    const isKnown = Number(opened.uidValidity) === folder.uidValidity;
    const from = isKnown ? folder : { ...folder, lastUid: 0, readSince: realNow().getTime() - DAY_MS };
    if (opened.uidNext > from.lastUid + 1) {
      const mails = await listMails(client, folder.role, (await listUids(client, from)).slice(-200));
      const { member_id: memberId, address, counts_invitations: countsInvitations } = row;
      await takeUnfenced({ folder, memberId, address, countsInvitations }, mails);
    }
    await noteGlance(folder);
  } finally {
    client.close();
  }
}
