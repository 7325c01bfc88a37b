import { type SQL, sql } from "drizzle-orm";
import { deriveInterest } from "@/core/attention/interest";
import type { Interest } from "@/core/facts";
import { addMs, DAY_MS, type EpochMs, toEpochMs, toIso } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { contact } from "@/db/schema/contact";
import { groupBy } from "./gather/group-by";

/*
 * Interest of people in topics, as conditions and segments ask for it: core's rule over the part of the ledger the governor
 * looks at too (the newest twelve of a topic within 180 days).
 */
const LOOK_BACK_MS = 180 * DAY_MS;
const NEWEST = 12;

/** A person, and when "now" is there. */
export interface InterestRef {
  readonly workspaceId: string;
  readonly personId: string;
  readonly now: EpochMs;
}

interface Row {
  person_id: string;
  topic_id: string;
  touch_id: string;
  is_accepted: boolean;
  at: number;
  reacted_at: number | null;
  interest_at: number | null;
  reset_at: number | null;
}

/** By person and topic; what is not named is unknown. */
export async function loadInterest(
  tx: AnyTx,
  refs: readonly InterestRef[],
): Promise<Map<string, Record<string, Interest>>> {
  const rows = await queryRows<Row>(tx, TOUCHES, [
    JSON.stringify(
      refs.map(({ workspaceId, personId, now }) => ({
        workspace_id: workspaceId,
        id: personId,
        since: toIso(addMs(now, -LOOK_BACK_MS)),
      })),
    ),
  ]);
  const nowOf = new Map(refs.map(({ personId, now }) => [personId, now]));
  const interest = new Map<string, Record<string, Interest>>();
  for (const [personId, touches] of groupBy(rows, (row) => row)) {
    const now = nowOf.get(personId);
    if (now !== undefined) interest.set(personId, interestOf(touches, now));
  }
  return interest;
}

function interestOf(touches: readonly Row[], now: EpochMs): Record<string, Interest> {
  const interest: Record<string, Interest> = {};
  for (const { topic_id: topicId, reset_at } of touches) {
    if (topicId in interest) continue;
    const interestResets = reset_at === null ? [] : [{ topicId, at: toEpochMs(reset_at) }];
    interest[topicId] = deriveInterest(topicId, touches.map(toTouch), { signs: [], interestResets }, now).state;
  }
  return interest;
}

const toTouch = (row: Row) => ({
  id: row.touch_id,
  topicId: row.topic_id,
  state: row.is_accepted ? ("accepted" as const) : ("observed" as const),
  at: toEpochMs(row.at),
  reactedAt: row.reacted_at === null ? null : toEpochMs(row.reacted_at),
  interestAt: row.interest_at === null ? null : toEpochMs(row.interest_at),
});

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

const TOUCHES = `
select n.*, s.reacted_at, s.interest_at,
  (select ${ms("r.reset_at")} from interest_reset r
   where r.workspace_id = p.workspace_id and r.person_id = p.id and r.topic_id = n.topic_id) as reset_at
from jsonb_to_recordset($1::text::jsonb) as p(workspace_id text, id text, since timestamptz)
join topic o on o.workspace_id = p.workspace_id
cross join lateral (
  select t.person_id, t.topic_id, t.id as touch_id, t.state = 'accepted' as is_accepted, ${ms("t.counted_at")} as at
  from touch t
  where t.workspace_id = p.workspace_id and t.person_id = p.id and t.topic_id = o.id and t.counted_at > p.since
  order by t.counted_at desc limit ${NEWEST}) n
left join lateral (
  select ${ms("max(g.occurred_at)")} as reacted_at,
    ${ms("max(g.occurred_at) filter (where g.kind <> 'open')")} as interest_at
  from signal g where g.workspace_id = p.workspace_id and g.touch_id = n.touch_id and g.verdict = 'human') s on true
order by n.person_id, n.at desc`;

/** The same as a value over the table `contact`: deriveInterest in SQL (to-sql.db.test.ts holds the two together). */
export function interestToSql(topicId: string, now: EpochMs): SQL {
  const at = sql`${toIso(now)}::timestamptz`;
  return sql`(
    with newest as (
      select t.state, t.counted_at, s.reacted_at, s.interest_at from touch t
      left join lateral (
        select max(g.occurred_at) as reacted_at, max(g.occurred_at) filter (where g.kind <> 'open') as interest_at
        from signal g where g.workspace_id = t.workspace_id and g.touch_id = t.id and g.verdict = 'human') s on true
      where t.workspace_id = ${contact.workspaceId} and t.person_id = ${contact.personId} and t.topic_id = ${topicId}
        and t.counted_at > ${toIso(addMs(now, -LOOK_BACK_MS))}::timestamptz
      order by t.counted_at desc limit ${NEWEST}
    ), said as (
      select max(interest_at) as interest_at, max(reacted_at) as reacted_at, coalesce((
        select r.reset_at from interest_reset r where r.workspace_id = ${contact.workspaceId}
          and r.person_id = ${contact.personId} and r.topic_id = ${topicId} and r.reset_at <= ${at}), '-infinity') as reset_at
      from newest
    )
    select case
      when interest_at > reset_at and interest_at > ${at} - interval '90 days' then 'interested'
      when (select count(*) >= 5 and max(n.counted_at) - min(n.counted_at) >= interval '30 days' from newest n
        where n.state = 'accepted' and n.counted_at > greatest(said.reset_at, said.reacted_at, said.interest_at)) then 'cold'
      else 'unknown' end
    from said)`;
}
