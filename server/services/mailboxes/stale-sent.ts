import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";

/** A look into Sent is good for so long. */
const GOOD_FOR = "15 seconds";

/** Mailboxes from which sales mail to these people would leave now, and whose Sent folder was not looked at just now, or never. */
export async function findStaleSent(workspaceId: string, personIds: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(ownerSql(), STALE, [workspaceId, personIds]);
  return rows.map(({ id }) => id);
}

const STALE = `
select distinct m.id
from touch t
join sender s on s.workspace_id = t.workspace_id and s.id = t.sender_id and s.mailbox_id is not null
join mailbox m on m.workspace_id = s.workspace_id and m.id = s.mailbox_id and m.status = 'connected'
join mailbox_folder f on f.workspace_id = m.workspace_id and f.mailbox_id = m.id and f.role in ('sent', 'all')
where t.workspace_id = $1 and t.person_id = any($2::text[]) and t.state in ('waiting', 'held') and t.class = 'sales'
  and t.due_at <= now() and (f.looked_at is null or f.looked_at < now() - interval '${GOOD_FOR}')
order by m.id`;
