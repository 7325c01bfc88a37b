import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { createCopyKeeper } from "@/server/mailbox/keep-copies";
import type { ImapTimes } from "@/server/mailbox/open-imap";
import { type WatchedMailbox, watchMailbox } from "@/server/mailbox/watch-mailbox";
import { MAILBOX_CHANNEL } from "@/server/services/mailboxes/channel";
import { releaseLeases, renewLeases, takeLeases } from "@/server/services/mailboxes/lease";
import { startLoop } from "@/server/worker/loop";

/** A lease lasts 30 s: it is renewed often enough to survive some slow turns. */
const TURN_MS = 5_000;
/** Two connections each, 112 kB a connection: what one process may well hold. */
const MAX_MAILBOXES = 500;

export interface MailboxWatch {
  /** Lets every mailbox go, for others to take at once. */
  stop(): Promise<void>;
}

/**
 * Watches every connected mailbox nobody else watches. Workers share them by fenced leases: a worker that dies is replaced
 * within half a minute, one that stops, at once; and what a worker that was only slow still writes is refused.
 */
export async function startMailboxWatch(sql: Sql, options: { times?: ImapTimes } = {}): Promise<MailboxWatch> {
  const holder = randomUUID();
  const watched = new Map<string, { token: number; watch: WatchedMailbox }>();

  async function turn(): Promise<number> {
    const mine = await renewLeases(holder);
    const tokens = new Map(mine.map(({ mailboxId, token }) => [mailboxId, token]));
    const gone = [...watched].filter(([id, { token }]) => tokens.get(id) !== token);
    await Promise.all(
      gone.map(async ([id, { watch }]) => {
        watched.delete(id);
        await watch.stop();
      }),
    );
    await releaseLeases(
      holder,
      gone.map(([id]) => id),
    );
    for (const lease of await takeLeases(holder, MAX_MAILBOXES - watched.size))
      watched.set(lease.mailboxId, { token: lease.token, watch: watchMailbox(lease, options.times) });
    return TURN_MS;
  }
  const keepCopies = createCopyKeeper();
  const copy = async (): Promise<number> => {
    await keepCopies([...watched.keys()]);
    return TURN_MS;
  };

  const loop = startLoop("mailboxes", turn);
  const copies = startLoop("mailbox copies", copy); // of its own: a slow server must not cost the leases
  const listener = await sql.listen(MAILBOX_CHANNEL, loop.knock, loop.knock);
  return {
    async stop() {
      await listener.unlisten();
      await Promise.all([loop.stop(), copies.stop()]);
      await Promise.all([...watched.values()].map(({ watch }) => watch.stop()));
      await releaseLeases(holder, [...watched.keys()]);
      watched.clear();
    },
  };
}
