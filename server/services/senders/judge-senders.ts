import type { Sql } from "postgres";
import { addMs, DAY_MS, type EpochMs, toEpochMs, toIso } from "@/core/instant";
import { BREAKER_WINDOW, coolDownMs, decideBreaker, explainBreaker } from "@/core/sender-breaker";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { realNow, now as workspaceNow } from "@/server/clock";
import { askToLookAgain, ringAt } from "@/server/services/touches/look";

interface Row {
  id: string;
  trips: number;
  sent: number;
  hard: number;
  blocks: number;
  complaints: number;
}

/**
 * After bounces and complaints: senders that got too many stand still. Nothing is lost: what they were to send is held, and
 * one mail tries after the cool-down. Takes the senders' locks, last in the order of locks.
 */
export async function judgeSenders(
  tx: AnyTx,
  workspaceId: string,
  senderIds: readonly string[],
  now: EpochMs,
): Promise<void> {
  const ids = [...new Set(senderIds)];
  if (ids.length === 0) return;
  const rows = await queryRows<Row>(tx, RECORDS, [workspaceId, ids, BREAKER_WINDOW, toIso(addMs(now, -7 * DAY_MS))]);
  for (const row of rows) {
    const broken = decideBreaker({
      sent: row.sent,
      hardBounces: row.hard,
      blocks: row.blocks,
      complaints: row.complaints,
    });
    if (broken) await open(tx, workspaceId, row, explainBreaker(broken), now);
  }
}

async function open(
  tx: AnyTx,
  workspaceId: string,
  row: Pick<Row, "id" | "trips">,
  reason: string,
  now: EpochMs,
): Promise<void> {
  const trips = row.trips + 1;
  const until = addMs(now, coolDownMs(trips));
  await queryRows(tx, OPEN, [workspaceId, row.id, toIso(now), toIso(until), reason, trips]);
}

interface Probing {
  id: string;
  workspace_id: string;
  offset_ms: number;
  trips: number;
  bad: number;
  good: number;
}

const nowOf = (of: { offset_ms: number }): EpochMs => toEpochMs(workspaceNow({ clockOffsetMs: of.offset_ms }));

/** Mail that was accepted so long ago and did not come back has arrived as far as anybody will ever say. */
const PROVEN = "15 minutes";
/** People whose alarm rings for a probe: one of them will go. */
const PROBERS = 5;

/**
 * Every minute: where the cool-down is over (`breaker_until` has passed) one mail may try. It came back: the sender stands
 * longer. It arrived: it goes on, and what was held for it is judged again. One without `breaker_until` waits for a member.
 * People's alarms ring when the senders' locks are given back, for who decides takes those behind theirs; what a crash keeps
 * from ringing rings a minute later.
 */
export async function sweepBreakers(sql: Sql): Promise<{ probing: number; closed: number }> {
  const { begun, closed, trying } = await sql.begin(judgeProbes);
  for (const row of trying) await sql.begin((tx) => ringProbers(tx, row));
  return { probing: begun, closed };
}

async function judgeProbes(tx: AnyTx) {
  const now = realNow().toISOString();
  const begun = await queryRows<Probing>(tx, BEGIN_PROBE, [now]);
  const trying: Probing[] = [];
  let closed = 0;
  for (const row of await queryRows<Probing>(tx, PROBING, [now])) {
    // one that was refused itself is over it with the first answer about a recipient, whatever that answer says
    const isOver = row.trips === 0 ? row.good + row.bad > 0 : row.bad === 0 && row.good > 0;
    if (row.trips > 0 && row.bad > 0)
      await open(tx, row.workspace_id, row, "the mail that tried came back", nowOf(row));
    else if (isOver) {
      await closeBreaker(tx, row.workspace_id, row.id, nowOf(row));
      closed += 1;
    } else trying.push(row);
  }
  return { begun: begun.length, closed, trying };
}

/** It goes on sending; what went wrong before is not held against it any more, and what was held for it is judged again. */
export async function closeBreaker(tx: AnyTx, workspaceId: string, senderId: string, now: EpochMs): Promise<void> {
  await queryRows(tx, CLOSE, [workspaceId, senderId, toIso(now)]);
  await askToLookAgain(tx, workspaceId, { senderId }, now);
}

async function ringProbers(tx: AnyTx, of: Probing): Promise<void> {
  const people = await queryRows<{ person_id: string }>(tx, HELD_PEOPLE, [of.workspace_id, of.id, PROBERS]);
  const at = nowOf(of);
  await ringAt(
    tx,
    people.map(({ person_id }) => ({ workspaceId: of.workspace_id, personId: person_id, at })),
  );
}

// A sender that stands still already is not judged again. Failed ones fill no slot but were sent all the same.
const RECORDS = `
with asked as (
  select s.* from sender s where s.workspace_id = $1 and s.id = any($2::text[]) and s.breaker_opened_at is null
  order by s.id for no key update of s)
select s.id, s.breaker_trips as trips, coalesce(n.sent, 0)::int + f.failed as sent, f.hard, f.blocks, f.complaints
from asked s
left join lateral (
  select count(*) as sent, min(t.counted_at) as since from (
    select t.counted_at from touch t
    where t.workspace_id = s.workspace_id and t.sender_id = s.id and t.counted_at is not null
      and t.counted_at > coalesce(s.breaker_closed_at, $4::timestamptz)
    order by t.counted_at desc limit $3::int) t) n on true
cross join lateral (
  select count(distinct f.touch_id) filter (where f.kind = 'bounce_hard')::int as hard,
    count(distinct f.touch_id) filter (where f.kind in ('bounce_block', 'failed'))::int as blocks,
    count(distinct f.touch_id) filter (where f.kind = 'complaint')::int as complaints,
    count(distinct f.touch_id) filter (where exists (
      select 1 from touch t where t.workspace_id = f.workspace_id and t.id = f.touch_id and t.state = 'failed'))::int as failed
  from touch_fact f
  where f.workspace_id = s.workspace_id and f.sender_id = s.id
    and f.occurred_at > coalesce(s.breaker_closed_at, $4::timestamptz)
    and (coalesce(n.sent, 0) < $3::int or f.occurred_at > n.since)) f`;

const OPEN = `
update sender set breaker_opened_at = $3::timestamptz, breaker_until = $4::timestamptz, breaker_reason = $5,
  breaker_trips = $6::int, updated_at = now()
where workspace_id = $1 and id = $2`;

const CLOSE = `
update sender set breaker_opened_at = null, breaker_until = null, breaker_reason = null, breaker_trips = 0,
  breaker_closed_at = $3::timestamptz, updated_at = now()
where workspace_id = $1 and id = $2`;

const NOW = "$1::timestamptz + w.clock_offset_ms * interval '1 millisecond'";

const BEGIN_PROBE = `
update sender s set breaker_closed_at = ${NOW}, updated_at = now()
from workspace_setting w
where w.workspace_id = s.workspace_id and s.breaker_opened_at is not null and s.archived_at is null and s.breaker_until <= ${NOW}
  and (s.breaker_closed_at is null or s.breaker_closed_at < s.breaker_until)
returning s.id, s.workspace_id, w.clock_offset_ms::float8 as offset_ms, s.breaker_trips as trips`;

// What leaves from the end of the cool-down on is the mail that tries, also in the minute before this notices that it is over.
// One that was refused itself and never broke (stop-senders.ts) need not wait until its mail has arrived: accepted is enough.
const PROBING = `
select s.id, s.workspace_id, w.clock_offset_ms::float8 as offset_ms, s.breaker_trips as trips,
  (select count(*)::int from touch_fact f where f.workspace_id = s.workspace_id and f.sender_id = s.id
    and f.occurred_at >= s.breaker_until and f.kind in ('bounce_hard', 'bounce_block', 'failed', 'complaint')
    and exists (select 1 from touch t where t.workspace_id = f.workspace_id and t.id = f.touch_id
      and coalesce(t.claimed_at, f.occurred_at) >= s.breaker_until)) as bad,
  (select count(*)::int from touch t where t.workspace_id = s.workspace_id and t.sender_id = s.id
    and t.counted_at >= s.breaker_until and t.state = 'accepted'
    and (s.breaker_trips = 0 or t.delivered_at is not null or t.accepted_at < ${NOW} - interval '${PROVEN}')) as good
from sender s join workspace_setting w on w.workspace_id = s.workspace_id
where s.breaker_opened_at is not null and s.breaker_until <= ${NOW} and s.breaker_closed_at >= s.breaker_until
  and s.archived_at is null
order by s.id for no key update of s`;

const HELD_PEOPLE = `
select t.person_id from touch t
where t.workspace_id = $1 and t.sender_id = $2 and t.state in ('waiting', 'held')
group by t.person_id order by min(t.due_at) limit $3::int`;
