import { type AnyTx, queryRows } from "@/db/query-rows";

/** A mailbox was connected, changed or disconnected: whoever watches mailboxes looks at once. */
export const MAILBOX_CHANNEL = "heed_mailbox";

export async function tellWatchers(tx: AnyTx): Promise<void> {
  await queryRows(tx, `select pg_notify('${MAILBOX_CHANNEL}', '')`);
}
