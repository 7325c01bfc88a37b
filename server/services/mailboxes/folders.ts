import { ownerSql } from "@/db/client";
import { type AnyTx, queryRows } from "@/db/query-rows";
import type { FolderRole } from "@/server/mailbox/account";
import { holdLease, type MailboxLease } from "@/server/services/mailboxes/lease";

/** A folder and how far it was read. */
export interface FolderCursor {
  readonly id: string;
  readonly workspaceId: string;
  readonly mailboxId: string;
  readonly role: FolderRole;
  readonly path: string;
  readonly uidValidity: number | null;
  readonly lastUid: number;
  /** Given: only mail that came since then (epoch milliseconds) is read. */
  readonly readSince: number | null;
  readonly historicalUid: number;
  readonly lookedAt: number | null;
}

interface Row {
  id: string;
  workspace_id: string;
  mailbox_id: string;
  role: FolderRole;
  path: string;
  uid_validity: string | number | null;
  last_uid: string | number;
  read_since: number | null;
  historical_uid: string | number;
  looked_at: number | null;
}

export async function readFolders(mailboxId: string, tx: AnyTx = ownerSql()): Promise<FolderCursor[]> {
  const rows = await queryRows<Row>(tx, FOLDERS, [mailboxId]);
  return rows.map((row) => ({
    id: row.id,
    workspaceId: row.workspace_id,
    mailboxId: row.mailbox_id,
    role: row.role,
    path: row.path,
    uidValidity: row.uid_validity === null ? null : Number(row.uid_validity),
    lastUid: Number(row.last_uid),
    readSince: row.read_since,
    historicalUid: Number(row.historical_uid),
    lookedAt: row.looked_at,
  }));
}

/** What was read up to which UID, and under which keys it is known from now on. */
export interface ReadUpTo {
  readonly lastUid: number;
  readonly keys: readonly string[];
}

/** Moves the cursor; only forward, and only for the watcher that holds the lease. @throws LeaseLost */
export async function advanceFolder(tx: AnyTx, lease: MailboxLease, folder: FolderCursor, to: ReadUpTo): Promise<void> {
  await holdLease(tx, lease);
  await queryRows(tx, ADVANCE, [folder.workspaceId, folder.id, to.lastUid]);
  await rememberMail(tx, folder, to.keys);
}

/** The same mail is known again, whatever folder or UID it has. */
export async function rememberMail(
  tx: AnyTx,
  of: { workspaceId: string; mailboxId: string },
  keys: readonly string[],
): Promise<void> {
  if (keys.length > 0) await queryRows(tx, REMEMBER, [of.workspaceId, of.mailboxId, keys]);
}

/** Which of these keys were read before. */
export async function findSeen(
  tx: AnyTx,
  of: { workspaceId: string; mailboxId: string },
  keys: readonly string[],
): Promise<Set<string>> {
  const rows = await queryRows<{ key: string }>(
    tx,
    "select key from mailbox_seen where workspace_id = $1 and mailbox_id = $2 and key = any($3::text[])",
    [of.workspaceId, of.mailboxId, keys],
  );
  return new Set(rows.map(({ key }) => key));
}

/**
 * The folder's UIDs mean something else than before, or it is opened for the first time: reads on from `lastUid`, only mail
 * since `readSince` where that is given. @throws LeaseLost
 */
export async function restartFolder(
  lease: MailboxLease,
  folder: FolderCursor,
  to: { uidValidity: number; lastUid: number; readSince: number | null; historicalUid: number },
): Promise<void> {
  await ownerSql().begin(async (tx) => {
    await holdLease(tx, lease);
    await queryRows(tx, RESTART, [
      folder.workspaceId,
      folder.id,
      to.uidValidity,
      to.lastUid,
      to.readSince === null ? null : new Date(to.readSince).toISOString(),
      to.historicalUid,
    ]);
  });
}

/** All there was has been read: looked at now. */
export async function noteLook(folder: FolderCursor, highestModseq: number | null): Promise<void> {
  await queryRows(ownerSql(), LOOKED, [folder.workspaceId, folder.id, highestModseq]);
}

/** Somebody without the lease looked at what is new: how far it was read is its watcher's to say. */
export async function noteGlance(folder: FolderCursor): Promise<void> {
  await queryRows(ownerSql(), GLANCED, [folder.workspaceId, folder.id]);
}

const FOLDERS = `
select id, workspace_id, mailbox_id, role, path, uid_validity, last_uid, historical_uid,
  (extract(epoch from read_since) * 1000)::float8 as read_since, (extract(epoch from looked_at) * 1000)::float8 as looked_at
from mailbox_folder where mailbox_id = $1 order by role`;

const ADVANCE = `
update mailbox_folder set last_uid = greatest(last_uid, $3::bigint) where workspace_id = $1 and id = $2`;

const REMEMBER = `
insert into mailbox_seen (workspace_id, mailbox_id, key) select $1, $2, unnest($3::text[]) on conflict do nothing`;

const RESTART = `
update mailbox_folder set uid_validity = $3::bigint, last_uid = $4::bigint, read_since = $5::timestamptz,
  historical_uid = $6::bigint, highest_modseq = null
where workspace_id = $1 and id = $2`;

const LOOKED = `
update mailbox_folder set looked_at = now(), read_since = null, highest_modseq = coalesce($3::bigint, highest_modseq)
where workspace_id = $1 and id = $2`;

const GLANCED = `update mailbox_folder set looked_at = now() where workspace_id = $1 and id = $2`;
