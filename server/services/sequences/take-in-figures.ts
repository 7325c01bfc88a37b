import type { EpochMs } from "@/core/instant";
import { DAY_MS } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";

/** Days whose figures are kept one by one: a little more than the longest range. */
const KEPT_DAYS = 40;

export interface TakingIn {
  readonly workspaceId: string;
  readonly sequenceId: string;
  /** The workspace's: its days are those of a sequence nobody has counted before. */
  readonly timeZone: string;
  /** Workspace time. */
  readonly now: EpochMs;
  /** The oldest debts are looked through, so many at most … */
  readonly debts: number;
  /** … and those of so many passages among them are taken in, however often a passage owes. */
  readonly passages: number;
}

export interface TakenIn {
  readonly debts: number;
  /** Whether more may be owed than was looked through. */
  readonly more: boolean;
}

/** When the oldest day began that is kept by itself, or earlier. */
export const keptSince = (now: EpochMs): string => new Date(now - KEPT_DAYS * DAY_MS).toISOString();

/**
 * Takes what passages owe into the figures of their sequence, in the caller's transaction: what each adds is read anew from its
 * rows, and what it added before is taken off. So it does not matter what happened, how often it was told, or in which order.
 * Holds the sequence's book to the end of the transaction.
 */
export async function takeInFigures(tx: AnyTx, of: TakingIn): Promise<TakenIn> {
  const { workspaceId, sequenceId } = of;
  const timeZone = await lockBook(tx, of);
  // a statement after the lock and after the debts are gone sees whatever they were written with
  const owed = await queryRows<{ id: string }>(tx, TAKE_DEBTS, [workspaceId, sequenceId, of.debts, of.passages]);
  if (owed.length === 0) return { debts: 0, more: false };
  const ids = [...new Set(owed.map(({ id }) => id))];
  await queryRows(tx, TAKE_IN, [workspaceId, sequenceId, ids, timeZone, keptSince(of.now)]);
  return { debts: owed.length, more: owed.length === of.debts || ids.length === of.passages };
}

/** Whoever writes a sequence's figures holds its book. Answers the zone of its days. */
export async function lockBook(
  tx: AnyTx,
  { workspaceId, sequenceId, timeZone }: Pick<TakingIn, "workspaceId" | "sequenceId" | "timeZone">,
): Promise<string> {
  const lock = () => queryRows<{ time_zone: string }>(tx, LOCK_BOOK, [workspaceId, sequenceId]);
  const [book] = await lock();
  if (book) return book.time_zone;
  await queryRows(tx, OPEN_BOOK, [workspaceId, sequenceId, timeZone]);
  const [opened] = await lock();
  if (!opened) throw new Error(`the book of sequence ${sequenceId} was closed meanwhile`);
  return opened.time_zone;
}

const LOCK_BOOK = `
select time_zone from figure_book where workspace_id = $1::text and sequence_id = $2::text for update`;

const OPEN_BOOK = `
insert into figure_book (workspace_id, sequence_id, time_zone) values ($1::text, $2::text, $3::text) on conflict do nothing`;

const TAKE_DEBTS = `
with oldest as materialized (
  select ctid as place, enrollment_id, row_number() over (order by owed_at) as n from (
    select ctid, enrollment_id, owed_at from figure_debt
    where workspace_id = $1::text and sequence_id = $2::text order by owed_at limit $3::int) d),
taken as materialized (select enrollment_id from oldest group by 1 order by min(n) limit $4::int)
delete from figure_debt
where ctid = any(array(select place from oldest where enrollment_id in (select enrollment_id from taken)))
returning enrollment_id as id`;

// One statement, so that all of it is of one moment. Nothing in it joins two sets of its own making: the planner takes them for
// small and would compare each with each. `offset 0`: signals are looked up mail by mail, however few the table seems to hold.
const TAKE_IN = `
with passage as materialized (
  select e.id, e.version_id, e.person_id, e.status, e.node_id, e.entered_at, e.ended_at from enrollment e
  where e.workspace_id = $1::text and e.sequence_id = $2::text and e.id = any($3::text[])),
visited as materialized (
  select v.enrollment_id, v.node_id, v.outlet, max(v.entered_at) as at from visit v
  where v.workspace_id = $1::text and v.enrollment_id = any($3::text[]) group by 1, 2, 3),
mail as materialized (
  select t.id, t.enrollment_id, t.node_id, t.state, t.accepted_at, t.binding_rule_id,
    case when t.state in ('planned', 'waiting', 'claimed', 'handed_over') then 'waiting' when t.state = 'accepted' then 'sent' else t.state end as figure,
    case when t.state not in ('planned', 'waiting', 'held', 'claimed', 'handed_over')
      then coalesce(t.accepted_at, t.ended_at, t.claimed_at, t.due_at) end as at,
    case when t.state = 'held' then coalesce(t.because#>>'{because,kind}', 'held') end as reason
  from touch t where t.workspace_id = $1::text and t.sequence_id = $2::text and t.enrollment_id = any($3::text[])),
reaction as materialized (
  select m.enrollment_id, m.node_id, s.kind, max(s.occurred_at) as at, max(s.occurred_at) filter (where s.verdict = 'human') as human_at
  from mail m, lateral (
    select s.kind, s.verdict, s.occurred_at from signal s
    where s.workspace_id = $1::text and s.touch_id = m.id and s.kind in ('open', 'click', 'reply') offset 0) s
  group by 1, 2, 3),
fact (id, version_id, node, figure, ref, at) as (
  select id, version_id, '', 'came', '', entered_at from passage
  union all
  select id, version_id, '', case status when 'active' then 'people' else 'finished' end, '', ended_at from passage
  union all
  select id, null, node_id, 'here', '', null from passage where status = 'active' and node_id is not null
  union all
  select p.id, null, '', 'bought', '', b.at
  from passage p, lateral (
    select max(s.occurred_at) as at from signal s
    where s.workspace_id = $1::text and s.person_id = p.person_id and s.kind = 'purchase' and s.verdict = 'human'
      and s.occurred_at >= p.entered_at and (p.ended_at is null or s.occurred_at <= p.ended_at)) b
  where b.at is not null
  union all
  select enrollment_id, null, node_id, 'entered', '', max(at) from visited group by 1, 3
  union all
  select enrollment_id, null, node_id, 'left', outlet, at from visited where outlet is not null
  union all
  select enrollment_id, null, '', 'sent', '', max(accepted_at) from mail where state = 'accepted' and accepted_at is not null group by 1
  union all
  select enrollment_id, null, node_id, figure, '', max(at) from mail
  where node_id is not null and figure in ('waiting', 'held', 'sent', 'skipped', 'failed', 'unknown') group by 1, 3, 4
  union all
  select distinct enrollment_id, null, coalesce(node_id, ''), 'heldBy', coalesce(binding_rule_id, '') || ' ' || reason, null::timestamptz
  from mail where state = 'held'
  union all
  select enrollment_id, null, '', 'replied', '', max(human_at) from reaction where kind = 'reply' and human_at is not null group by 1
  union all
  select enrollment_id, null, node_id, case kind when 'open' then 'opened' when 'click' then 'clicked' else 'replied' end, '', human_at
  from reaction where node_id is not null and human_at is not null
  union all
  select enrollment_id, null, node_id, 'openedAtAll', '', at from reaction where node_id is not null and kind = 'open'),
now_added as materialized (
  select id, max(version_id) as version_id, array_agg(node order by node, figure, ref) as nodes,
    array_agg(figure order by node, figure, ref) as figures, array_agg(ref order by node, figure, ref) as refs,
    array_agg(at order by node, figure, ref) as ats,
    max(at) filter (where figure in ('came', 'finished', 'sent', 'clicked', 'replied')) as last_at
  from fact group by id having max(version_id) is not null),
before as materialized (
  select f.version_id, f.nodes, f.figures, f.refs, f.ats from enrollment_figure f
  where f.workspace_id = $1::text and f.enrollment_id = any($3::text[])),
kept as (
  insert into enrollment_figure as f (workspace_id, enrollment_id, sequence_id, version_id, nodes, figures, refs, ats, last_at)
  select $1::text, id, $2::text, version_id, nodes, figures, refs, ats, last_at from now_added
  on conflict (workspace_id, enrollment_id) do update
    set version_id = excluded.version_id, nodes = excluded.nodes, figures = excluded.figures, refs = excluded.refs,
      ats = excluded.ats, last_at = excluded.last_at
    where (f.version_id, f.nodes, f.figures, f.refs, f.ats)
      is distinct from (excluded.version_id, excluded.nodes, excluded.figures, excluded.refs, excluded.ats)),
gone as (
  delete from enrollment_figure f
  where f.workspace_id = $1::text and f.enrollment_id = any($3::text[])
    and not exists (select 1 from enrollment e where e.workspace_id = $1::text and e.id = f.enrollment_id)),
difference as (
  select n.version_id, u.node, u.figure, u.ref, u.at, 1 as count
  from now_added n, unnest(n.nodes, n.figures, n.refs, n.ats) as u(node, figure, ref, at)
  union all
  select b.version_id, u.node, u.figure, u.ref, u.at, -1
  from before b, unnest(b.nodes, b.figures, b.refs, b.ats) as u(node, figure, ref, at)),
change as (
  select version_id, day, node, figure, ref, sum(count)::int as count from (
    select version_id, '-infinity'::date as day, node, figure, ref, count from difference
    union all
    select version_id, (at at time zone $4::text)::date, node, figure, ref, count from difference where at >= $5::timestamptz) by_day
  group by 1, 2, 3, 4, 5 having sum(count) <> 0)
insert into sequence_figure as f (workspace_id, sequence_id, version_id, day, node_id, figure, ref, count)
select $1::text, $2::text, version_id, day, node, figure, ref, count from change
on conflict (workspace_id, sequence_id, day, version_id, node_id, figure, ref) do update set count = f.count + excluded.count`;
