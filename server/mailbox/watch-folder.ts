import type { ImapFlow } from "imapflow";
import { logger } from "@/server/log";
import { hasNews, type Owner, readFolder } from "@/server/mailbox/read-folder";
import { MailboxTrouble, toTrouble } from "@/server/mailbox/trouble";
import type { FolderCursor } from "@/server/services/mailboxes/folders";
import { LeaseLost } from "@/server/services/mailboxes/lease";
import { type Loop, startLoop } from "@/server/worker/loop";

/** How often UIDNEXT is compared, whatever the server has told. */
const COMPARE_MS = 60_000;

const closed = () => new MailboxTrouble("unreachable", "The server closed the connection");

/** A folder that is heard on a connection of its own. */
export interface FolderWatch {
  /** Resolves when all there was has been read. */
  readonly heard: Promise<void>;
  /** Resolves when the connection is gone, with what was the matter; with null when the lease is gone, or it was stopped. */
  readonly ended: Promise<MailboxTrouble | null>;
  stop(): Promise<void>;
}

/**
 * Opens the folder read-only (no flag is ever changed), reads what is new, and idles: the server's word starts a read at
 * once, and once a minute UIDNEXT is compared. @throws MailboxTrouble when the folder cannot be opened
 */
export async function watchFolder(
  client: ImapFlow,
  folder: Pick<FolderCursor, "id" | "mailboxId" | "path">,
  owner: Owner,
): Promise<FolderWatch> {
  await client.mailboxOpen(folder.path, { readOnly: true }).catch((error: unknown) => {
    throw toTrouble(error);
  });
  let loop: Loop | undefined;
  let told = true; // what came before we listened
  let over = false;
  let end: (why: MailboxTrouble | null) => void = () => undefined;
  const ended = new Promise<MailboxTrouble | null>((resolve) => {
    end = (why) => {
      over = true;
      resolve(why);
    };
  });
  let tellHeard: () => void = () => undefined;
  const heard = new Promise<void>((resolve) => {
    tellHeard = resolve;
  });
  client.on("exists", () => {
    told = true;
    loop?.knock();
  });
  client.once("close", () => end(closed()));

  async function turn(): Promise<number> {
    if (over || !client.usable) return COMPARE_MS;
    try {
      if (told || (await hasNews(client, folder, owner.lease))) {
        told = false;
        await readFolder(client, folder.id, owner);
        tellHeard();
      }
    } catch (error) {
      told = true;
      if (over) return COMPARE_MS;
      if (error instanceof LeaseLost) {
        end(null);
        return COMPARE_MS;
      }
      if (!(error instanceof MailboxTrouble)) throw error; // the database is away: the loop tries again
      logger("mailbox").info({ err: error, mailbox: folder.mailboxId, folder: folder.id }, "a folder cannot be read");
      end(error);
      client.close();
      return COMPARE_MS;
    }
    // at once: until IDLE runs the server says nothing
    client.idle().catch(() => end(closed()));
    return COMPARE_MS;
  }
  if (client.usable) loop = startLoop("mailbox", turn);
  else end(closed());
  return {
    heard,
    ended,
    async stop() {
      end(null);
      await loop?.stop();
    },
  };
}
