import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { rememberMail } from "@/server/services/mailboxes/folders";

export interface CopiesOwed {
  readonly mailboxId: string;
  readonly workspaceId: string;
  readonly touchIds: readonly string[];
}

/** What left through these mailboxes in the last day and stands in no Sent folder yet; at most some dozens at a time. */
export async function findCopiesOwed(mailboxIds: readonly string[]): Promise<CopiesOwed[]> {
  const rows = await queryRows<{ mailbox_id: string; workspace_id: string; touch_ids: string }>(ownerSql(), OWED, [
    mailboxIds,
  ]);
  return rows.map((row) => ({
    mailboxId: row.mailbox_id,
    workspaceId: row.workspace_id,
    touchIds: JSON.parse(row.touch_ids) as string[], // json_agg of text
  }));
}

export const markCopied = (of: { workspaceId: string; mailboxId: string }, touchId: string): Promise<void> =>
  rememberMail(ownerSql(), of, [`copy ${touchId}`]);

const OWED = `
select mailbox_id, workspace_id, json_agg(id order by id)::text as touch_ids
from (
  select m.id as mailbox_id, m.workspace_id, t.id
  from mailbox m
  join sender s on s.workspace_id = m.workspace_id and s.mailbox_id = m.id
  join touch t on t.workspace_id = s.workspace_id and t.sender_id = s.id
  where m.id = any($1::text[]) and m.status = 'connected' and m.keeps_copies is false
    and t.counted_at > now() - interval '1 day' and t.state = 'accepted' and t.handed_over_at >= m.connected_at
    and not exists (
      select 1 from mailbox_seen k
      where k.workspace_id = m.workspace_id and k.mailbox_id = m.id and k.key = 'copy ' || t.id)
  order by t.counted_at limit 50) owed
group by mailbox_id, workspace_id`;
