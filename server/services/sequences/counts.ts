import { type EpochMs, toEpochMs } from "@/core/instant";
import { zoneCalendar } from "@/core/schedule-zone";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { readFigures } from "@/server/services/sequences/figures";
import { findSequence } from "@/server/services/sequences/internal";
import { type countRanges, countsInput } from "@/server/services/sequences/schemas";
import { readSettings } from "@/server/services/workspaces/settings";

/** Figures of one step. They count people, not events, and only what humans did. */
export interface NodeCounts {
  /** Standing here now. */
  readonly here: number;
  /** Have ever come here. */
  readonly entered: number;
  /** Mails: due and waiting for their slot · held by a rule · taken over by a provider. */
  readonly waiting: number;
  readonly held: number;
  readonly sent: number;
  readonly skipped: number;
  readonly failed: number;
  readonly unknown: number;
  readonly opened: number;
  /** People for whom only a machine opened: left out of `opened`. */
  readonly machineOpened: number;
  readonly clicked: number;
  readonly replied: number;
  /** Why mails of this step are held now, most first. */
  readonly heldBy: readonly HeldBy[];
  /** People who left by each outlet. */
  readonly outlets: Readonly<Record<string, number>>;
}

export interface HeldBy {
  readonly reason: string;
  readonly ruleId: string | null;
  readonly count: number;
}

export interface SequenceCounts {
  /** When they were counted (real time). */
  readonly at: Date;
  readonly people: number;
  readonly finished: number;
  /** Of all versions: mails that left, people who replied, people who bought. */
  readonly sent: number;
  readonly replied: number;
  readonly bought: number;
  /** Entered since midnight where the workspace is. */
  readonly enteredToday: number;
  readonly nodes: Readonly<Record<string, NodeCounts>>;
  /** Why mails of this sequence are held now, most first. */
  readonly heldBy: readonly HeldBy[];
  /** The newest things that happened, newest first. */
  readonly latest: readonly {
    readonly at: Date;
    readonly kind: "sent" | "replied" | "clicked" | "bought" | "entered" | "left";
    readonly nodeId: string | null;
    readonly contactId: string;
    readonly name: string;
  }[];
}

const none: NodeCounts = {
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
};

type Figure = Exclude<keyof NodeCounts, "outlets" | "heldBy">;

const ofTouch: Readonly<Record<string, Figure>> = {
  planned: "waiting",
  waiting: "waiting",
  claimed: "waiting",
  handed_over: "waiting",
  held: "held",
  accepted: "sent",
  skipped: "skipped",
  failed: "failed",
  unknown: "unknown",
};
const ofSignal: Readonly<Record<string, Figure>> = { open: "opened", click: "clicked", reply: "replied" };

/** Who is where in a sequence and what came of each step. `versionId` narrows people and paths to one version. @throws NotFoundError */
export async function countSequence(args: VerbArgs<typeof countsInput>): Promise<SequenceCounts> {
  const { ctx } = args;
  need(ctx, "read");
  const { id, versionId, range } = parseInput(countsInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    await findSequence(tx, ctx.workspaceId, id);
    const { timeZone } = await readSettings(tx, ctx.workspaceId);
    const now = toEpochMs(ctx.now());
    return readCounts(tx, ctx.workspaceId, id, versionId ?? null, {
      since: sinceOf(range, now, timeZone),
      today: sinceOf("today", now, timeZone),
    });
  });
}

/** When a range began; null: all time. Days begin at midnight where the workspace is. */
export function sinceOf(range: (typeof countRanges)[number], now: EpochMs, zone: string): Date | null {
  if (range === "all") return null;
  const calendar = zoneCalendar(zone);
  const days = { today: 0, "7d": 6, "30d": 29 }[range];
  return new Date(calendar.startOf(calendar.dayOf(now) - days));
}

async function readCounts(
  tx: Tx,
  workspaceId: string,
  id: string,
  versionId: string | null,
  times: { since: Date | null; today: Date | null },
): Promise<SequenceCounts> {
  const since = times.since?.toISOString() ?? null;
  const args = [workspaceId, id, versionId, since] as const;
  const people = await queryRows<{ node_id: string | null; status: string; n: number }>(tx, PEOPLE, args.slice(0, 3));
  const visits = await queryRows<{ node_id: string; outlet: string | null; n: number }>(tx, VISITS, args);
  const touches = await queryRows<{ node_id: string; state: string; n: number }>(tx, TOUCHES, args);
  const signals = await queryRows<{ node_id: string; kind: string; n: number }>(tx, SIGNALS, args);
  const held = await queryRows<HeldBy & { nodeId: string | null }>(tx, HELD, args.slice(0, 2));
  const machines = await queryRows<{ node_id: string; n: number }>(tx, MACHINES, args);
  const [today] = await queryRows<{ n: number }>(tx, TODAY, [
    workspaceId,
    id,
    versionId,
    times.today?.toISOString() ?? null,
  ]);
  const latest = await queryRows<LatestRow>(tx, LATEST, args.slice(0, 3));
  const { sent, replied, bought } = (await readFigures(tx, workspaceId, [id]))(id);
  const nodes = new Map<string, NodeCounts>();
  const add = (nodeId: string, figure: Figure, n: number) => {
    const counts = nodes.get(nodeId) ?? none;
    nodes.set(nodeId, { ...counts, [figure]: counts[figure] + n });
  };
  for (const { node_id, status, n } of people) if (status === "active" && node_id !== null) add(node_id, "here", n);
  for (const { node_id, outlet, n } of visits) {
    if (outlet === null) add(node_id, "entered", n);
    else {
      const counts = nodes.get(node_id) ?? none;
      nodes.set(node_id, { ...counts, outlets: { ...counts.outlets, [outlet]: n } });
    }
  }
  for (const { node_id, state, n } of touches) {
    const figure = ofTouch[state];
    if (figure !== undefined) add(node_id, figure, n);
  }
  for (const { node_id, kind, n } of signals) {
    const figure = ofSignal[kind];
    if (figure !== undefined) add(node_id, figure, n);
  }
  for (const { nodeId, ...by } of held) {
    const counts = nodeId === null ? undefined : nodes.get(nodeId);
    if (counts && nodeId !== null) nodes.set(nodeId, { ...counts, heldBy: [...counts.heldBy, by] });
  }
  for (const { node_id, n } of machines) add(node_id, "machineOpened", n);
  const total = (status: string) => people.reduce((sum, row) => sum + (row.status === status ? row.n : 0), 0);
  return {
    at: realNow(),
    people: total("active"),
    finished: total("finished"),
    sent,
    replied,
    bought,
    enteredToday: today?.n ?? 0,
    nodes: Object.fromEntries(nodes),
    heldBy: joined(held),
    latest: latest.map(({ at, kind, node_id, contact_id, first_name, last_name, email }) => ({
      at: new Date(at),
      kind,
      nodeId: node_id,
      contactId: contact_id,
      name: nameOf({ firstName: first_name, lastName: last_name, email }),
    })),
  };
}

/** The same reasons over all steps, most first. */
function joined(held: readonly HeldBy[]): HeldBy[] {
  const sums = new Map<string, HeldBy>();
  for (const { reason, ruleId, count } of held) {
    const key = `${ruleId ?? ""} ${reason}`;
    sums.set(key, { reason, ruleId, count: count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}

const PEOPLE = `
select case when status = 'active' then node_id end as node_id, status, count(*)::int as n
from enrollment
where workspace_id = $1::text and sequence_id = $2::text and ($3::text is null or version_id = $3::text)
group by 1, 2`;

// one row per step (entered) and one per step and outlet
const VISITS = `
select v.node_id, v.outlet, count(distinct v.enrollment_id)::int as n
from (
  select v.node_id, null::text as outlet, v.enrollment_id, v.version_id, v.workspace_id, v.entered_at from visit v
  union all
  select v.node_id, v.outlet, v.enrollment_id, v.version_id, v.workspace_id, v.entered_at from visit v where v.outlet is not null) v
where v.workspace_id = $1::text and ($4::timestamptz is null or v.entered_at >= $4::timestamptz) and v.version_id in (
  select id from sequence_version where workspace_id = $1::text and sequence_id = $2::text and ($3::text is null or id = $3::text))
group by v.node_id, v.outlet`;

const TOUCHES = `
select t.node_id, t.state, count(*)::int as n from touch t
where t.workspace_id = $1::text and t.sequence_id = $2::text and t.node_id is not null and t.state <> 'withdrawn'
  and ($4::timestamptz is null or t.state in ('planned', 'waiting', 'held') or coalesce(t.accepted_at, t.ended_at, t.claimed_at, t.due_at) >= $4::timestamptz)
  and ($3::text is null or exists (
    select 1 from enrollment e where e.workspace_id = t.workspace_id and e.id = t.enrollment_id and e.version_id = $3::text))
group by t.node_id, t.state`;

const SIGNALS = `
select t.node_id, s.kind, count(distinct s.person_id)::int as n
from touch t join signal s on s.workspace_id = t.workspace_id and s.touch_id = t.id
where t.workspace_id = $1::text and t.sequence_id = $2::text and t.node_id is not null
  and s.verdict = 'human' and s.kind in ('open', 'click', 'reply')
  and ($4::timestamptz is null or s.occurred_at >= $4::timestamptz)
  and ($3::text is null or exists (
    select 1 from enrollment e where e.workspace_id = t.workspace_id and e.id = t.enrollment_id and e.version_id = $3::text))
group by t.node_id, s.kind`;

const MACHINES = `
select t.node_id, count(distinct s.person_id)::int as n
from touch t join signal s on s.workspace_id = t.workspace_id and s.touch_id = t.id
where t.workspace_id = $1::text and t.sequence_id = $2::text and t.node_id is not null and s.kind = 'open'
  and s.verdict <> 'human' and ($4::timestamptz is null or s.occurred_at >= $4::timestamptz)
  and not exists (select 1 from signal h where h.workspace_id = s.workspace_id and h.touch_id = s.touch_id
    and h.kind = 'open' and h.verdict = 'human')
  and ($3::text is null or exists (
    select 1 from enrollment e where e.workspace_id = t.workspace_id and e.id = t.enrollment_id and e.version_id = $3::text))
group by t.node_id`;

const TODAY = `
select count(*)::int as n from enrollment
where workspace_id = $1::text and sequence_id = $2::text and ($3::text is null or version_id = $3::text)
  and entered_at >= $4::timestamptz`;

interface LatestRow {
  at: number;
  kind: "sent" | "replied" | "clicked" | "bought" | "entered" | "left";
  node_id: string | null;
  contact_id: string;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
}

const LATEST = `
with happened as (
  (select accepted_at as at, 'sent' as kind, node_id, contact_id from touch
    where workspace_id = $1::text and sequence_id = $2::text and state = 'accepted'
      and ($3::text is null or exists (select 1 from enrollment e
        where e.workspace_id = touch.workspace_id and e.id = touch.enrollment_id and e.version_id = $3::text))
    order by accepted_at desc nulls last limit 6)
  union all
  (select s.occurred_at, case s.kind when 'reply' then 'replied' else 'clicked' end, t.node_id, t.contact_id
    from touch t join signal s on s.workspace_id = t.workspace_id and s.touch_id = t.id
    where t.workspace_id = $1::text and t.sequence_id = $2::text and s.kind in ('reply', 'click') and s.verdict = 'human'
      and ($3::text is null or exists (select 1 from enrollment e
        where e.workspace_id = t.workspace_id and e.id = t.enrollment_id and e.version_id = $3::text))
    order by s.occurred_at desc limit 6)
  union all
  (select entered_at, 'entered', null, contact_id from enrollment
    where workspace_id = $1::text and sequence_id = $2::text and ($3::text is null or version_id = $3::text)
    order by entered_at desc limit 6)
  union all
  (select ended_at, case end_reason when 'goal' then 'bought' else 'left' end, node_id, contact_id from enrollment
    where workspace_id = $1::text and sequence_id = $2::text and status = 'finished'
      and ($3::text is null or version_id = $3::text)
    order by ended_at desc limit 6))
select extract(epoch from h.at)::float8 * 1000 as at, h.kind, h.node_id, c.id as contact_id, c.first_name, c.last_name, c.email
from happened h join contact c on c.workspace_id = $1::text and c.id = h.contact_id
where h.at is not null order by h.at desc limit 6`;

const HELD = `
select coalesce(r.name, t.because->'because'->>'kind', 'held') as reason, r.id as "ruleId", t.node_id as "nodeId",
  count(*)::int as count
from touch t left join cap_rule r on r.workspace_id = t.workspace_id and r.id = t.binding_rule_id
where t.workspace_id = $1::text and t.sequence_id = $2::text and t.state = 'held'
group by 1, 2, 3 order by 4 desc, 1`;
