import type { Briefing } from "@/core/briefing";
import { type AnyTx, queryRows } from "@/db/query-rows";

const SHOWN = 10;

/** A message of a person, as support tells of it. Instants are epoch milliseconds. */
export interface TouchRow {
  id: string;
  contact_id: string;
  person_id: string;
  state: string;
  subject: string | null;
  drawn: string | null;
  at: number | null;
  due_at: number;
  held_until: number | null;
  source: string;
  channel: string;
  sender_name: string | null;
  sender_address: string | null;
  mailbox_of: string | null;
  sequence_name: string | null;
  broadcast_name: string | null;
  step: number | null;
  topic_id: string | null;
  topic_name: string | null;
  enrollment_id: string | null;
  because: string | null;
  briefing: string | null;
}

export const briefingOf = (row: Pick<TouchRow, "briefing">): Briefing | null =>
  row.briefing === null ? null : (JSON.parse(row.briefing) as Briefing); // jsonb written by publish-messages or a broadcast

/** What reached a person, the newest first; with a subject, in small letters, only what has it. Index touch_ledger. */
export const findSentTo = (tx: AnyTx, workspaceId: string, personId: string, subject = ""): Promise<TouchRow[]> =>
  queryRows<TouchRow>(
    tx,
    `${SELECT} where t.workspace_id = $1::text and t.person_id = $2::text and t.counted_at is not null
      and t.state <> 'claimed' and ($3::text = '' or strpos(lower(regexp_replace(t.subject, '\\s+', ' ', 'g')), $3::text) > 0)
      order by t.counted_at desc nulls first limit ${SHOWN}`,
    [workspaceId, personId, subject],
  );

/** What is planned, due or held for a person, soonest first. Index touch_waiting. */
export const findWaitingFor = (tx: AnyTx, workspaceId: string, personId: string): Promise<TouchRow[]> =>
  queryRows<TouchRow>(
    tx,
    `${SELECT} where t.workspace_id = $1::text and t.person_id = $2::text
      and t.state in ('planned', 'waiting', 'held', 'claimed', 'handed_over') and t.state in ('planned', 'waiting', 'held')
      order by coalesce(t.held_until, t.due_at), t.id limit ${SHOWN}`,
    [workspaceId, personId],
  );

/** Messages by what a shown mail carries: our code, the id in its headers, a Message-ID. Indexes touch_code_once, message_alias_once. */
export async function findByMarks(
  tx: AnyTx,
  workspaceId: string,
  marks: { codes: readonly string[]; touchIds: readonly string[]; messageIds: readonly string[] },
): Promise<TouchRow[]> {
  const { codes, touchIds, messageIds } = marks;
  if (codes.length + touchIds.length + messageIds.length === 0) return [];
  return queryRows<TouchRow>(
    tx,
    `${SELECT} join (
        select id from touch where workspace_id = $1::text and code = any($2::text[])
        union select id from touch where workspace_id = $1::text and id = any($3::text[])
        union select touch_id from message_alias where workspace_id = $1::text and message_id = any($4::text[])
      ) marked on marked.id = t.id
      where t.workspace_id = $1::text order by t.counted_at desc nulls last limit ${SHOWN}`,
    [workspaceId, codes, touchIds, messageIds],
  );
}

// The step and briefing are those of the very version the person is in (index published_message_once).
const SELECT = `
select t.id, t.contact_id, t.person_id, t.state, t.subject, coalesce(pm.subject, b.message->>'subject', t.request->>'subject') as drawn,
  (extract(epoch from coalesce(t.accepted_at, t.handed_over_at, t.counted_at)) * 1000)::float8 as at,
  (extract(epoch from t.due_at) * 1000)::float8 as due_at, (extract(epoch from t.held_until) * 1000)::float8 as held_until,
  t.source, t.channel, coalesce(l.value->>'fromName', s.name) as sender_name,
  coalesce(l.value->>'fromAddress', s.address) as sender_address, m.name as mailbox_of,
  q.name as sequence_name, b.name as broadcast_name, pm.step, t.topic_id, tp.name as topic_name, t.enrollment_id,
  t.because::text as because, coalesce(pm.briefing, b.message->'briefing')::text as briefing
from touch t
left join sender s on s.workspace_id = t.workspace_id and s.id = t.sender_id
left join letterhead l on l.workspace_id = t.workspace_id and l.hash = t.letterhead_hash
left join member m on m.id = coalesce(t.member_id, s.member_id)
left join sequence q on q.workspace_id = t.workspace_id and q.id = t.sequence_id
left join broadcast b on b.workspace_id = t.workspace_id and b.id = t.broadcast_id
left join topic tp on tp.workspace_id = t.workspace_id and tp.id = t.topic_id
left join enrollment e on e.workspace_id = t.workspace_id and e.id = t.enrollment_id
left join published_message pm on pm.workspace_id = t.workspace_id and pm.version_id = e.version_id and pm.node_id = t.node_id`;
