import { type EpochMs, toEpochMs } from "@/core/instant";
import { repliesToAnswer } from "@/core/reply-class";
import { replyLateAt } from "@/core/reply-late";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import { logger } from "@/server/log";

interface Row {
  id: string;
  workspace_id: string;
  zone: string;
  received_ms: number;
  now_offset: number;
  owner_id: string | null;
  name: string;
  leads: string[];
}

const MOST = 500;

/**
 * Tells the owner and the lead of their team of replies that nobody has answered for a working day; where there is neither,
 * the workspace's owners. Each reply once, and one
 * that fails keeps no other waiting. Gives how many replies were told of. @throws AggregateError at the end, for those that failed
 */
export async function remindOfReplies(): Promise<number> {
  const real = realNow().getTime();
  const rows = await queryRows<Row>(ownerSql(), UNANSWERED, [[...repliesToAnswer], MOST]);
  const late = rows.filter((row) => isLate(row, toEpochMs(real + row.now_offset)));
  const failures: unknown[] = [];
  for (const row of late) {
    try {
      await tell(row, new Date(real + row.now_offset));
    } catch (error) {
      logger("replies").error({ err: error, reply: row.id }, "nobody could be reminded of a reply");
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} replies could not be told of`);
  return late.length;
}

const isLate = (row: Row, now: EpochMs): boolean => replyLateAt(toEpochMs(row.received_ms), row.zone) <= now;

async function tell(row: Row, at: Date): Promise<void> {
  const told = [...new Set([row.owner_id, ...row.leads])].filter((id) => id !== null);
  await ownerSql().begin(async (tx) => {
    const marked = await queryRows(tx, MARK, [row.workspace_id, row.id, at.toISOString()]);
    if (marked.length === 0) return; // another worker was first
    for (const memberId of told)
      await queryRows(tx, NOTIFY, [
        newId("notification"),
        row.workspace_id,
        `reply-late/${row.id}/${memberId}`,
        memberId,
        `${row.name} has waited a working day for an answer`,
        `/replies?reply=${row.id}`,
        at.toISOString(),
      ]);
  });
}

// Leads of the owner's teams; without an owner or a lead, whoever owns the workspace.
const UNANSWERED = `
select m.id, m.workspace_id, coalesce(w.time_zone, 'UTC') as zone, m.owner_id,
  (extract(epoch from m.received_at) * 1000)::float8 as received_ms, coalesce(w.clock_offset_ms, 0)::float8 as now_offset,
  coalesce(nullif(trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')), ''), c.email, 'Somebody') as name,
  coalesce(
    (select array_agg(l.member_id) from team_membership mine
      join team_membership l on l.workspace_id = mine.workspace_id and l.team_id = mine.team_id and l.is_lead
      where mine.workspace_id = m.workspace_id and mine.member_id = m.owner_id),
    (select array_agg(b.member_id) from membership b where b.workspace_ref = m.workspace_id and b.role = 'owner'),
    '{}') as leads
from inbound_mail m
join contact c on c.workspace_id = m.workspace_id and c.id = m.contact_id
left join workspace_setting w on w.workspace_id = m.workspace_id
where m.late_told_at is null and m.handled_at is null and not m.historical
  and coalesce(m.class_fixed, m.class) = any($1::text[])
  and (m.snoozed_until is null or m.snoozed_until <= now() + coalesce(w.clock_offset_ms, 0) * interval '1 millisecond')
  and m.received_at < now() + coalesce(w.clock_offset_ms, 0) * interval '1 millisecond' - interval '20 hours'
  and not exists (
    select 1 from touch h where h.workspace_id = m.workspace_id and h.person_id = m.person_id and h.source = 'hand'
      and h.channel = 'email' and h.counted_at > m.received_at)
order by m.received_at limit $2::int`;

const MARK = `
update inbound_mail set late_told_at = $3::timestamptz
where workspace_id = $1 and id = $2 and late_told_at is null returning id`;

const NOTIFY = `
insert into notification (id, workspace_id, key, member_id, title, href, created_at)
values ($1, $2, $3, $4, $5, $6, $7::timestamptz)
on conflict (workspace_id, key) where key is not null do nothing`;
