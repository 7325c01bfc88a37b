import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { rememberMail } from "@/server/services/mailboxes/folders";

export interface CopiesOwed {
  readonly mailboxId: string;
  readonly workspaceId: string;
  readonly touchIds: readonly string[];
}

/** What left through these mailboxes in the last day and stands in no Sent folder yet, but for `except`; of each at most a dozen at a time. */
export async function findCopiesOwed(
  mailboxIds: readonly string[],
  except: readonly string[] = [],
): Promise<CopiesOwed[]> {
  const rows = await queryRows<{ mailbox_id: string; workspace_id: string; touch_ids: string }>(ownerSql(), OWED, [
    mailboxIds,
    except,
  ]);
  return rows.map((row) => ({
    mailboxId: row.mailbox_id,
    workspaceId: row.workspace_id,
    touchIds: JSON.parse(row.touch_ids) as string[], // json_agg of text
  }));
}

export const markCopied = (of: { workspaceId: string; mailboxId: string }, touchId: string): Promise<void> =>
  rememberMail(ownerSql(), of, [`copy ${touchId}`]);

// By mailbox: one that owes many, or cannot be opened, keeps no other waiting.
const OWED = `
select m.id as mailbox_id, m.workspace_id, json_agg(owed.id order by owed.counted_at, owed.id)::text as touch_ids
from mailbox m
cross join lateral (
  select t.id, t.counted_at
  from sender s
  join touch t on t.workspace_id = s.workspace_id and t.sender_id = s.id
  where s.workspace_id = m.workspace_id and s.mailbox_id = m.id
    and t.counted_at > now() - interval '1 day' and t.state = 'accepted' and t.handed_over_at >= m.connected_at
    and t.id <> all($2::text[])
    and not exists (
      select 1 from mailbox_seen k
      where k.workspace_id = m.workspace_id and k.mailbox_id = m.id and k.key = 'copy ' || t.id)
  order by t.counted_at limit 12) owed
where m.id = any($1::text[]) and m.status = 'connected' and m.keeps_copies is false
group by m.id, m.workspace_id`;
