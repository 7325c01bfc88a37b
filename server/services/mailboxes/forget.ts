import { type AnyTx, queryRows } from "@/db/query-rows";
import { tellWatchers } from "@/server/services/mailboxes/channel";

/**
 * Nobody hears these mailboxes any more: what one signs in with is deleted, their senders send no more; what was heard
 * stays. Either one, or all of a member who has gone.
 */
export async function forgetMailboxes(
  tx: AnyTx,
  workspaceId: string,
  which: { id: string } | { memberId: string },
): Promise<void> {
  const [id, memberId] = "id" in which ? [which.id, null] : [null, which.memberId];
  await queryRows(tx, FORGET, [workspaceId, id, memberId]);
  await queryRows(tx, ARCHIVE, [workspaceId, id, memberId]);
  await tellWatchers(tx);
}

const WHICH = "m.workspace_id = $1 and (m.id = $2::text or m.member_id = $3::text)";

const FORGET = `
update mailbox m set status = 'disconnected', credentials = null, access_expires_at = null, pending_auth = null,
  setup = '{}'::jsonb, trouble = null, trouble_since = null, disconnected_at = now(), updated_at = now()
where ${WHICH} and m.status <> 'disconnected'`;

const ARCHIVE = `
update sender s set archived_at = now(), updated_at = now()
from mailbox m
where ${WHICH} and s.workspace_id = m.workspace_id and s.mailbox_id = m.id and s.archived_at is null`;
