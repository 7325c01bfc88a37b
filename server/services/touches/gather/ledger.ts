import type { LedgerTouch } from "@/core/attention/touch";
import { DAY_MS, type EpochMs } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { groupBy } from "./group-by";
import { COLUMNS, type LedgerRow, toLedger } from "./ledger-row";
import { gatherShort, SHORT } from "./short-ledger";

/** A value to look for in one person's ledger. */
export interface Want {
  personId: string;
  value: string;
}

/** Never the same twice within this many days (SEMANTICS §1), and how far back interest looks. */
const REPEAT_DAYS = 180;
/** Newest touches in the window of the widest rule. More than any rule's number: what lies behind cannot fill one. */
const NEWEST = 200;
/** Newest per template family and per topic: enough to know a repeat, and five unanswered ones. */
const NEWEST_PER_FAMILY = 3;
const NEWEST_PER_TOPIC = 5;

/** What to look for besides the window of the widest rule. */
export interface Wants {
  readonly families: readonly Want[];
  readonly topics: readonly Want[];
  readonly bodies: readonly Want[];
}

export interface Ledger {
  of(personId: string): LedgerTouch[];
  /** All that can matter is there, whatever was wanted: nothing has to be asked for a second time. */
  isWhole(personId: string): boolean;
}

/**
 * The part of each person's ledger that can matter to what waits now. Most have few messages: they are read whole, in one
 * range of one index. Of the others not the whole, however long it is, but index ranges: the widest rule's window, the
 * template families waiting, and of the topics waiting what makes interest (core/attention/interest.ts): the newest, one a
 * month older than the newest, and those that were answered last.
 * @param horizonMs length of the widest window or gap of any rule
 */
export async function gatherLedger(
  tx: AnyTx,
  workspaceId: string,
  personIds: readonly string[],
  wants: Wants,
  now: EpochMs,
  horizonMs: number,
): Promise<Ledger> {
  const lists = [wants.families, wants.topics, wants.bodies];
  const people = [...new Set([...personIds, ...lists.flat().map(({ personId }) => personId)])];
  const since = { counted: now - horizonMs, any: now - REPEAT_DAYS * DAY_MS };
  const [short, rows] = await Promise.all([
    gatherShort(tx, workspaceId, people, wants.topics, since),
    queryRows<LedgerRow>(tx, LEDGER, [
      workspaceId,
      personIds,
      new Date(since.counted).toISOString(),
      new Date(since.any).toISOString(),
      ...lists.flatMap((list) => [list.map(({ personId }) => personId), list.map(({ value }) => value)]),
    ]),
  ]);
  const long = groupBy(rows, toLedger);
  return {
    of: (personId) => short.get(personId) ?? long.get(personId) ?? [],
    isWhole: (personId) => short.has(personId),
  };
}

const OF_PERSON = "t.workspace_id = $1 and t.person_id = p.id and t.counted_at is not null";

// What people did with a message matters to interest alone: it is looked up where a topic is asked for.
export const LEDGER = `
with long as materialized (
  select p.id from (select distinct unnest($2::text[] || $5::text[] || $7::text[] || $9::text[])) as p(id)
  where (select count(*) from (
    select 1 from touch t where t.workspace_id = $1 and t.person_id = p.id
    order by t.created_at desc limit ${SHORT + 1}) n) > ${SHORT}
), found as (
  select n.* from unnest($2::text[]) as p(id) join long using (id)
  cross join lateral (
    select ${COLUMNS} from touch t where ${OF_PERSON} and t.counts and t.counted_at > $3::timestamptz
    order by t.counted_at desc limit ${NEWEST}) n
  union
  select f.* from unnest($5::text[], $6::text[]) as p(id, value) join long using (id)
  cross join lateral (
    select ${COLUMNS} from touch t
    where ${OF_PERSON} and t.template_family = p.value and t.counted_at > $4::timestamptz
    order by t.counted_at desc limit ${NEWEST_PER_FAMILY}) f
  union
  select o.* from unnest($7::text[], $8::text[]) as p(id, value) join long using (id)
  cross join lateral (
    select ${COLUMNS} from touch t
    where ${OF_PERSON} and t.topic_id = p.value and t.counted_at > $4::timestamptz
    order by t.counted_at desc limit ${NEWEST_PER_TOPIC}) o
  union
  select w.* from unnest($7::text[], $8::text[]) as p(id, value) join long using (id)
  cross join lateral (
    select max(t.counted_at) as at from touch t where ${OF_PERSON} and t.topic_id = p.value and t.state = 'accepted') n
  cross join lateral (
    select ${COLUMNS} from touch t
    where ${OF_PERSON} and t.topic_id = p.value and t.state = 'accepted' and t.counted_at > $4::timestamptz
      and t.counted_at <= n.at - interval '30 days'
    order by t.counted_at desc limit 1) w
  union
  select a.* from unnest($7::text[], $8::text[]) as p(id, value) join long using (id)
  cross join lateral (
    select distinct on (g.kind = 'open') ${COLUMNS} from signal g
    join touch t on t.workspace_id = g.workspace_id and t.id = g.touch_id and t.topic_id = p.value and t.counted_at is not null
    where g.workspace_id = $1 and g.person_id = p.id and g.verdict = 'human' and g.occurred_at > $4::timestamptz
    order by g.kind = 'open', g.occurred_at desc) a
  union
  select b.* from unnest($9::text[], $10::text[]) as p(id, value) join long using (id)
  cross join lateral (
    select ${COLUMNS} from touch t
    where ${OF_PERSON} and t.body_fingerprint = p.value and t.counted_at > $4::timestamptz
    order by t.counted_at desc limit 1) b
)
select f.id, f.person_id, f.state, f.source, f.channel, f.class, f.topic_id, f.team_id, f.sender_id, f.owner_id,
  f.template_family, f.body_fingerprint, f.correlation_key, f.obeys, f.counts,
  (extract(epoch from f.counted_at) * 1000)::float8 as counted_at, s.reacted_at, s.interest_at
from found f
left join lateral (
  select (extract(epoch from max(s.occurred_at)) * 1000)::float8 as reacted_at,
    (extract(epoch from max(s.occurred_at) filter (where s.kind <> 'open')) * 1000)::float8 as interest_at
  from signal s
  where f.topic_id = any($8::text[]) and s.workspace_id = $1 and s.touch_id = f.id and s.verdict = 'human') s on true`;
