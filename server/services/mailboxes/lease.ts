import { ownerSql } from "@/db/client";
import { type AnyTx, queryRows } from "@/db/query-rows";

/** The right to watch one mailbox, until somebody else holds a higher token. */
export interface MailboxLease {
  readonly mailboxId: string;
  readonly workspaceId: string;
  readonly token: number;
}

/** Somebody else watches the mailbox by now: what was read goes back, and this watcher ends. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/** Renewed every few seconds; after this long without, another worker takes over. */
const LEASE = "30 seconds";

/** Takes connected mailboxes nobody watches, at most `room` of them. Each gets a higher token than ever before. */
export async function takeLeases(holder: string, room: number): Promise<MailboxLease[]> {
  if (room <= 0) return [];
  return (await queryRows<Row>(ownerSql(), TAKE, [holder, room])).map(toLease);
}

/** Keeps those that are still ours and still to be watched; gives them. */
export async function renewLeases(holder: string): Promise<MailboxLease[]> {
  return (await queryRows<Row>(ownerSql(), RENEW, [holder])).map(toLease);
}

/** Lets others have them at once. */
export async function releaseLeases(holder: string, mailboxIds: readonly string[]): Promise<void> {
  await queryRows(
    ownerSql(),
    "update mailbox_lease set until = now() where holder = $1 and mailbox_id = any($2::text[])",
    [holder, mailboxIds],
  );
}

/** Whoever watches it lets it go and opens it anew, with the folders and settings it has by then. The caller tells the watchers. */
export async function endWatch(tx: AnyTx, of: { workspaceId: string; mailboxId: string }): Promise<void> {
  await queryRows(tx, "update mailbox_lease set until = now() where workspace_id = $1 and mailbox_id = $2", [
    of.workspaceId,
    of.mailboxId,
  ]);
}

/** Stands in every transaction that stores what was read. @throws LeaseLost */
export async function holdLease(tx: AnyTx, lease: MailboxLease): Promise<void> {
  const held = await queryRows(tx, HOLD, [lease.workspaceId, lease.mailboxId, lease.token]);
  if (held.length === 0) throw new LeaseLost(`mailbox ${lease.mailboxId} is watched by somebody else`);
}

interface Row {
  mailbox_id: string;
  workspace_id: string;
  token: number;
}

const toLease = (row: Row): MailboxLease => ({
  mailboxId: row.mailbox_id,
  workspaceId: row.workspace_id,
  token: Number(row.token),
});

const TAKE = `
insert into mailbox_lease as l (mailbox_id, workspace_id, holder, token, until)
select m.id, m.workspace_id, $1, 1, now() + interval '${LEASE}' from mailbox m
where m.status = 'connected' and not exists (select 1 from mailbox_lease o where o.mailbox_id = m.id and o.until > now())
order by m.id limit $2
on conflict (mailbox_id) do update set holder = excluded.holder, token = l.token + 1, until = excluded.until
where l.until <= now()
returning mailbox_id, workspace_id, token`;

const RENEW = `
update mailbox_lease l set until = now() + interval '${LEASE}'
from mailbox m
where l.holder = $1 and l.until > now() and m.id = l.mailbox_id and m.status = 'connected'
returning l.mailbox_id, l.workspace_id, l.token`;

const HOLD = `
select 1 from mailbox_lease where workspace_id = $1 and mailbox_id = $2 and token = $3::bigint for share`;
