import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import type { Counts, HeldBy, NodeCounts } from "@/server/services/sequences/step-counts";

/** The same figures, counted from the rows they are made of: what the kept ones must be. Shares nothing with them. */
export async function countAfresh(
  tx: Tx,
  of: { workspaceId: string; sequenceId: string; versionId: string | null },
  times: { since: Date | null; today: Date },
): Promise<Counts> {
  const since = times.since?.toISOString() ?? null;
  const args = [of.workspaceId, of.sequenceId, of.versionId] as const;
  const nodes = new Map<string, NodeCounts>();
  const at = (nodeId: string) => nodes.get(nodeId) ?? none();
  const put = (nodeId: string, change: Partial<NodeCounts>) => nodes.set(nodeId, { ...at(nodeId), ...change });
  for (const { node_id, n } of await queryRows<Row>(tx, HERE, args)) put(node_id, { here: n });
  for (const { node_id, outlet, n } of await queryRows<Row & { outlet: string | null }>(tx, VISITS, [...args, since]))
    put(node_id, outlet === null ? { entered: n } : { outlets: { ...at(node_id).outlets, [outlet]: n } });
  for (const { node_id, state, n } of await queryRows<Row & { state: string }>(tx, TOUCHES, [...args, since]))
    put(node_id, { [state === "accepted" ? "sent" : state]: n });
  for (const { node_id, kind, n, machines } of await queryRows<Row & { kind: string; machines: number }>(tx, SIGNALS, [
    ...args,
    since,
  ]))
    if (kind === "open") put(node_id, { opened: n, machineOpened: machines });
    else put(node_id, kind === "click" ? { clicked: n } : { replied: n });
  const sums = new Map<string, HeldBy>();
  for (const { nodeId, ...by } of await queryRows<HeldBy & { nodeId: string | null }>(tx, HELD, args)) {
    if (nodeId !== null) put(nodeId, { heldBy: [...at(nodeId).heldBy, by] });
    const known = sums.get(by.reason);
    sums.set(by.reason, { ...by, count: by.count + (known?.count ?? 0) });
  }
  const [people] = await queryRows<Record<"people" | "finished" | "bought" | "enteredToday", number>>(tx, PEOPLE, [
    ...args,
    since,
    times.today.toISOString(),
  ]);
  const [sent] = await queryRows<{ n: number }>(tx, SENT, [...args, since]);
  const [replied] = await queryRows<{ n: number }>(tx, REPLIED, [...args, since]);
  return {
    people: people?.people ?? 0,
    finished: people?.finished ?? 0,
    bought: people?.bought ?? 0,
    enteredToday: people?.enteredToday ?? 0,
    sent: sent?.n ?? 0,
    replied: replied?.n ?? 0,
    nodes: Object.fromEntries([...nodes].filter(([, counts]) => JSON.stringify(counts) !== JSON.stringify(none()))),
    heldBy: [...sums.values()],
  };
}

interface Row {
  node_id: string;
  n: number;
}

const none = (): NodeCounts => ({
  here: 0,
  entered: 0,
  waiting: 0,
  held: 0,
  sent: 0,
  skipped: 0,
  failed: 0,
  unknown: 0,
  opened: 0,
  machineOpened: 0,
  clicked: 0,
  replied: 0,
  heldBy: [],
  outlets: {},
});

const OF_VERSION = `($3::text is null or exists (
    select 1 from enrollment e where e.workspace_id = t.workspace_id and e.id = t.enrollment_id and e.version_id = $3::text))`;

const HERE = `
select node_id, count(*)::int as n from enrollment
where workspace_id = $1::text and sequence_id = $2::text and ($3::text is null or version_id = $3::text)
  and status = 'active' and node_id is not null
group by 1`;

// one row per step (entered) and one per step and outlet
const VISITS = `
select v.node_id, v.outlet, count(distinct v.enrollment_id)::int as n
from enrollment e join (
  select workspace_id, enrollment_id, node_id, null::text as outlet, entered_at from visit
  union all
  select workspace_id, enrollment_id, node_id, outlet, entered_at from visit where outlet is not null) v
  on v.workspace_id = e.workspace_id and v.enrollment_id = e.id
where e.workspace_id = $1::text and e.sequence_id = $2::text and ($3::text is null or e.version_id = $3::text)
  and ($4::timestamptz is null or v.entered_at >= $4::timestamptz)
group by v.node_id, v.outlet`;

const TOUCHES = `
select t.node_id, case when t.state in ('planned', 'claimed', 'handed_over') then 'waiting' else t.state end as state,
  count(distinct t.enrollment_id)::int as n
from touch t
where t.workspace_id = $1::text and t.sequence_id = $2::text and t.node_id is not null and t.state <> 'withdrawn'
  and ($4::timestamptz is null or t.state in ('planned', 'waiting', 'held', 'claimed', 'handed_over')
    or coalesce(t.accepted_at, t.ended_at, t.claimed_at, t.due_at) >= $4::timestamptz)
  and ${OF_VERSION}
group by 1, 2`;

// per passage, however often: by a human, or by machines alone
const SIGNALS = `
select node_id, kind, count(*) filter (where human)::int as n, count(*) filter (where not human)::int as machines
from (
  select t.node_id, s.kind, t.enrollment_id, bool_or(s.verdict = 'human') as human
  from touch t join signal s on s.workspace_id = t.workspace_id and s.touch_id = t.id
  where t.workspace_id = $1::text and t.sequence_id = $2::text and t.node_id is not null
    and s.kind in ('open', 'click', 'reply') and ($4::timestamptz is null or s.occurred_at >= $4::timestamptz)
    and ${OF_VERSION}
  group by t.node_id, s.kind, t.enrollment_id) did
group by 1, 2`;

const HELD = `
select coalesce(r.name, t.because->'because'->>'kind', 'held') as reason, r.id as "ruleId", t.node_id as "nodeId",
  count(distinct t.enrollment_id)::int as count
from touch t left join cap_rule r on r.workspace_id = t.workspace_id and r.id = t.binding_rule_id
where t.workspace_id = $1::text and t.sequence_id = $2::text and t.state = 'held' and ${OF_VERSION}
group by 1, 2, 3 order by 4 desc, 1`;

const PEOPLE = `
select count(*) filter (where e.status = 'active')::int as people, count(*) filter (where e.status = 'finished')::int as finished,
  count(*) filter (where e.entered_at >= $5::timestamptz)::int as "enteredToday",
  count(*) filter (where exists (
    select 1 from signal s where s.workspace_id = e.workspace_id and s.person_id = e.person_id and s.kind = 'purchase'
      and s.verdict = 'human' and s.occurred_at >= e.entered_at and (e.ended_at is null or s.occurred_at <= e.ended_at)
      and ($4::timestamptz is null or s.occurred_at >= $4::timestamptz)))::int as bought
from enrollment e where e.workspace_id = $1::text and e.sequence_id = $2::text and ($3::text is null or e.version_id = $3::text)`;

const SENT = `
select count(distinct t.enrollment_id)::int as n from touch t
where t.workspace_id = $1::text and t.sequence_id = $2::text and t.state = 'accepted' and ${OF_VERSION}
  and ($4::timestamptz is null or t.accepted_at >= $4::timestamptz)`;

const REPLIED = `
select count(distinct t.enrollment_id)::int as n
from signal s join touch t on t.workspace_id = s.workspace_id and t.id = s.touch_id
where s.workspace_id = $1::text and t.sequence_id = $2::text and s.kind = 'reply' and s.verdict = 'human'
  and ${OF_VERSION} and ($4::timestamptz is null or s.occurred_at >= $4::timestamptz)`;
