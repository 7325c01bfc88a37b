import type { ImapFlow } from "imapflow";
import { logger } from "@/server/log";
import type { Withheld } from "@/server/mailbox/fetch-whole";
import type { ImapTimes } from "@/server/mailbox/open-imap";
import { hasNews, type Owner, readFolder } from "@/server/mailbox/read-folder";
import { signInImap } from "@/server/mailbox/sign-in";
import { MailboxTrouble, toTrouble } from "@/server/mailbox/trouble";
import { type FolderWatch, watchFolder } from "@/server/mailbox/watch-folder";
import { type FolderCursor, readFolders } from "@/server/services/mailboxes/folders";
import { LeaseLost, type MailboxLease } from "@/server/services/mailboxes/lease";
import { readMailboxRow } from "@/server/services/mailboxes/load-account";
import { noteHeard, noteTrouble } from "@/server/services/mailboxes/state";
import { type Loop, startLoop } from "@/server/worker/loop";

const FIRST_PAUSE_MS = 2_000;
const MAX_PAUSE_MS = 5 * 60_000;
/** A session that lasted so long was a good one: the next pause is short again. */
const STABLE_MS = 60_000;
const JUNK_MS = 60_000;

export interface WatchedMailbox {
  stop(): Promise<void>;
}

/** Hears one mailbox until stopped, the lease is lost, or the member must sign in again. Connects anew as often as needed. */
export function watchMailbox(lease: MailboxLease, times?: ImapTimes): WatchedMailbox {
  let stopped = false;
  let wake: () => void = () => undefined;
  let session: Session | undefined;
  const withheld: Withheld = new Map();

  async function run(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!stopped) {
      const began = performance.now();
      const goOn = await hear();
      if (!goOn || stopped) return;
      if (performance.now() - began > STABLE_MS) pauseMs = FIRST_PAUSE_MS;
      await rest(pauseMs * (0.8 + Math.random() * 0.4));
      pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 1.7);
    }
  }

  /** One session, from signing in to the end of a connection. Gives whether another is worth a try. */
  async function hear(): Promise<boolean> {
    try {
      session = await openSession(lease, withheld, times);
      if (session === undefined) return false;
      if (stopped) return false;
      const { heard, ended } = session;
      const before = await Promise.race([heard, ended]);
      if (before === "heard") await noteHeard(lease.workspaceId, lease.mailboxId);
      const why = await ended;
      // a connection that breaks after all was read is made anew, and nobody need know
      if (why !== null && (before !== "heard" || why.kind !== "unreachable")) throw why;
      return true;
    } catch (error) {
      if (error instanceof LeaseLost) return false;
      if (!(error instanceof MailboxTrouble)) {
        logger("mailbox").error({ err: error, mailbox: lease.mailboxId }, "a mailbox cannot be watched now");
        return true;
      }
      logger("mailbox").info({ err: error, mailbox: lease.mailboxId, kind: error.kind }, "a mailbox is not heard");
      return (await noteTrouble(lease.workspaceId, lease.mailboxId, error)).goOn;
    } finally {
      await session?.close();
      session = undefined;
    }
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      wake();
      await session?.close();
      await running;
    },
  };
}

interface Session {
  /** All folders were read to their ends. */
  readonly heard: Promise<"heard">;
  readonly ended: FolderWatch["ended"];
  close(): Promise<void>;
}

/** One connection for what comes, one for what goes; Junk is polled. Undefined: there is nothing to hear any more. */
async function openSession(lease: MailboxLease, withheld: Withheld, times?: ImapTimes): Promise<Session | undefined> {
  const row = await readMailboxRow(lease.mailboxId);
  if (row?.status !== "connected") return undefined;
  const folders = await readFolders(lease.mailboxId);
  const owner: Owner = {
    lease,
    memberId: row.member_id,
    address: row.address,
    countsInvitations: row.counts_invitations,
    withheld,
  };
  const clients: ImapFlow[] = [];
  const watches: FolderWatch[] = [];
  let junk: Loop | undefined;
  const close = async (): Promise<void> => {
    const stopping = [...watches.map((watch) => watch.stop()), junk?.stop()];
    for (const client of clients) client.close(); // a read under way ends at the mail it is at
    await Promise.all(stopping);
  };
  try {
    // one after the other: a wrong password is tried once, not once a folder
    for (const folder of folders.filter(({ role }) => role !== "junk")) {
      const client = await signInImap(row, times);
      clients.push(client);
      watches.push(await watchFolder(client, folder, owner));
    }
  } catch (error) {
    await close();
    throw error;
  }
  const [first] = clients;
  const spam = folders.find(({ role }) => role === "junk");
  if (first && spam) junk = startLoop("mailbox junk", () => pollJunk(first, spam, owner, () => signInImap(row, times)));
  return {
    heard: Promise.all(watches.map(({ heard }) => heard)).then(() => "heard"),
    ended: Promise.race(watches.map(({ ended }) => ended)),
    close,
  };
}

/** Replies land in Junk too. Nobody idles there: a connection is made when there is something. */
async function pollJunk(
  client: ImapFlow,
  folder: FolderCursor,
  owner: Owner,
  open: () => Promise<ImapFlow>,
): Promise<number> {
  if (!client.usable) return JUNK_MS;
  try {
    const news = await hasNews(client, folder, owner.lease);
    client.idle().catch((error: unknown) => logger("mailbox").debug({ err: error }, "a connection broke"));
    if (!news) return JUNK_MS;
    const own = await open();
    try {
      await own.mailboxOpen(folder.path, { readOnly: true });
      await readFolder(own, folder.id, owner);
    } finally {
      own.close();
    }
  } catch (error) {
    if (error instanceof LeaseLost) return JUNK_MS;
    const trouble = toTrouble(error);
    logger("mailbox").info({ err: trouble, mailbox: folder.mailboxId }, "Junk cannot be read now");
  }
  return JUNK_MS;
}
