import type { FetchMessageObject, ImapFlow, MailboxObject, MessageStructureObject } from "imapflow";
import { DAY_MS } from "@/core/instant";
import type { FolderRole } from "@/server/mailbox/account";
import { fetchWhole, type Withheld } from "@/server/mailbox/fetch-whole";
import { MailboxTrouble, toTrouble } from "@/server/mailbox/trouble";
import { type FolderCursor, noteLook, readFolders, restartFolder } from "@/server/services/mailboxes/folders";
import { LeaseLost, type MailboxLease } from "@/server/services/mailboxes/lease";
import { type ListedMail, type Taking, takeBatch } from "@/server/services/mailboxes/take-batch";

/** Heads fetched at a time. */
const BATCH = 200;
/** How far back is looked after UIDs have lost their meaning. */
const LOOK_BACK_MS = 3 * DAY_MS;

/** Whose mail it is, for `takeBatch`. */
export interface Owner extends Omit<Taking, "fetch" | "folder"> {
  readonly withheld: Withheld;
}

/**
 * Reads everything in the open folder that was not read before, oldest first. The cursor is the database's: this may be a
 * new process, a new connection, or a folder whose UIDs were given anew. @throws MailboxTrouble, LeaseLost
 */
export async function readFolder(client: ImapFlow, folderId: string, owner: Owner): Promise<void> {
  const opened = openMailbox(client);
  const folder = await settleCursor(client, await findFolder(owner.lease, folderId), owner.lease);
  const { withheld, ...whose } = owner;
  const taking: Taking = { ...whose, folder, fetch: (uid) => fetchWhole(client, { folderId, uid, withheld }) };
  const uids = await listUids(client, folder);
  for (let at = 0; at < uids.length; at += BATCH) {
    await takeBatch(taking, await listMails(client, folder.role, uids.slice(at, at + BATCH)));
  }
  await noteLook(folder, opened.highestModseq === undefined ? null : Number(opened.highestModseq));
}

/** Whether there is anything above the cursor, by UIDNEXT: events get lost, this does not. */
export async function hasNews(
  client: ImapFlow,
  folder: Pick<FolderCursor, "id" | "mailboxId" | "path">,
  lease: MailboxLease,
): Promise<boolean> {
  const known = await findFolder(lease, folder.id);
  const status = await client.status(folder.path, { uidNext: true, uidValidity: true }).catch((error: unknown) => {
    throw toTrouble(error);
  });
  if (!status) return true; // the client says nothing of a refusal: the folder itself is asked
  return (
    known.readSince !== null ||
    Number(status.uidValidity ?? 0) !== known.uidValidity ||
    (status.uidNext ?? 0) > known.lastUid + 1
  );
}

function openMailbox(client: ImapFlow): MailboxObject {
  if (!client.mailbox) throw toTrouble(Object.assign(new Error("no folder is open"), { code: "NoConnection" }));
  return client.mailbox;
}

async function findFolder(lease: MailboxLease, folderId: string): Promise<FolderCursor> {
  const folder = (await readFolders(lease.mailboxId)).find(({ id }) => id === folderId);
  // chosen otherwise meanwhile: who watches opens what is chosen now
  if (!folder) throw new LeaseLost(`folder ${folderId} is gone`);
  return folder;
}

/** First connection: from here on, or from `readSince`. UIDVALIDITY changed: the last days again; what is known is passed over. */
async function settleCursor(client: ImapFlow, folder: FolderCursor, lease: MailboxLease): Promise<FolderCursor> {
  const { uidValidity: validity, uidNext } = openMailbox(client);
  const uidValidity = Number(validity);
  if (folder.uidValidity === uidValidity) return folder;
  const isFirst = folder.uidValidity === null;
  const back = isFirst ? folder.readSince : (folder.lookedAt ?? Date.now()) - LOOK_BACK_MS;
  const to = {
    uidValidity,
    lastUid: back === null ? uidNext - 1 : 0,
    readSince: back,
    historicalUid: isFirst && back !== null ? uidNext - 1 : 0,
  };
  await restartFolder(lease, folder, to);
  return { ...folder, ...to };
}

/** What lies above the cursor, in order. @throws MailboxTrouble */
export async function listUids(client: ImapFlow, folder: FolderCursor): Promise<number[]> {
  try {
    const found = await client.search(
      {
        uid: `${folder.lastUid + 1}:*`,
        ...(folder.readSince === null ? {} : { since: new Date(folder.readSince) }),
      },
      { uid: true },
    );
    // how the client tells a refusal, or a connection that broke meanwhile
    if (!found) throw new MailboxTrouble("refused", "The server does not list what is in the folder");
    // "n:*" always names the last mail, also when it is older
    return found.filter((uid) => uid > folder.lastUid).sort((a, b) => a - b);
  } catch (error) {
    throw toTrouble(error);
  }
}

/** Their heads; no text. @throws MailboxTrouble */
export async function listMails(client: ImapFlow, role: FolderRole, uids: readonly number[]): Promise<ListedMail[]> {
  const mails: ListedMail[] = [];
  const isGmail = client.capabilities.has("X-GM-EXT-1");
  // the structure costs the server a look into each mail: only what was sent is asked whether it invites
  const bodyStructure = role === "sent" || role === "all";
  const wanted = { uid: true, headers: true, internalDate: true, size: true, bodyStructure, labels: isGmail };
  try {
    for await (const message of client.fetch(uids.join(","), wanted, { uid: true })) mails.push(toListed(message));
  } catch (error) {
    throw toTrouble(error);
  }
  return mails.sort((a, b) => a.uid - b.uid);
}

const toListed = (message: FetchMessageObject): ListedMail => ({
  uid: message.uid,
  head: message.headers ?? Buffer.alloc(0),
  at: new Date(message.internalDate ?? Date.now()),
  sizeBytes: message.size ?? 0,
  isInvitation: hasPart(message.bodyStructure, "text/calendar"),
  labels: message.labels ?? new Set(),
});

const hasPart = (part: MessageStructureObject | undefined, type: string): boolean =>
  part !== undefined &&
  (part.type?.toLowerCase() === type || (part.childNodes ?? []).some((child) => hasPart(child, type)));
