import { type EpochMs, toEpochMs } from "@/core/instant";
import { zoneCalendar } from "@/core/schedule-zone";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { readFigures, type SequenceFigures } from "@/server/services/sequences/figures";
import { findSequence } from "@/server/services/sequences/internal";
import { type Happening, readLatest } from "@/server/services/sequences/latest";
import { type countRanges, countsInput } from "@/server/services/sequences/schemas";
import { readSettings } from "@/server/services/workspaces/settings";

/** Figures of one step, by the rule of all figures. @see SequenceFigures */
export interface NodeCounts {
  /** Standing here now. */
  readonly here: number;
  /** Have ever come here. */
  readonly entered: number;
  /** Whose mail of this step is due and waits for its slot · is held by a rule · was taken over by a provider. */
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

export interface SequenceCounts extends SequenceFigures {
  /** When they were counted (real time). */
  readonly at: Date;
  /** Entered since midnight where the workspace is. */
  readonly enteredToday: number;
  readonly nodes: Readonly<Record<string, NodeCounts>>;
  /** Why mails of this sequence are held now, most first. */
  readonly heldBy: readonly HeldBy[];
  readonly latest: readonly Happening[];
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
  waiting: "waiting",
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
  const here = await queryRows<{ node_id: string; n: number }>(tx, HERE, args.slice(0, 3));
  const visits = await queryRows<{ node_id: string; outlet: string | null; n: number }>(tx, VISITS, args);
  const touches = await queryRows<{ node_id: string; state: string; n: number }>(tx, TOUCHES, args);
  const signals = await queryRows<{ node_id: string; kind: string; n: number; machines: number }>(tx, SIGNALS, args);
  const held = await queryRows<HeldBy & { nodeId: string | null }>(tx, HELD, args.slice(0, 3));
  const [today] = await queryRows<{ n: number }>(tx, TODAY, [
    workspaceId,
    id,
    versionId,
    times.today?.toISOString() ?? null,
  ]);
  const latest = await readLatest(tx, workspaceId, id, versionId);
  const figures = (await readFigures(tx, workspaceId, [id], { versionId, since: times.since }))(id);
  const nodes = new Map<string, NodeCounts>();
  const add = (nodeId: string, figure: Figure, n: number) => {
    const counts = nodes.get(nodeId) ?? none;
    nodes.set(nodeId, { ...counts, [figure]: counts[figure] + n });
  };
  for (const { node_id, n } of here) add(node_id, "here", n);
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
  for (const { node_id, kind, n, machines } of signals) {
    const figure = ofSignal[kind];
    if (figure !== undefined) add(node_id, figure, n);
    if (kind === "open") add(node_id, "machineOpened", machines);
  }
  for (const { nodeId, ...by } of held) {
    const counts = nodeId === null ? undefined : nodes.get(nodeId);
    if (counts && nodeId !== null) nodes.set(nodeId, { ...counts, heldBy: [...counts.heldBy, by] });
  }
  return {
    at: realNow(),
    ...figures,
    enteredToday: today?.n ?? 0,
    nodes: Object.fromEntries(nodes),
    heldBy: joined(held),
    latest,
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

// Everything below goes by the version a passage is on now, also what it did on an earlier one.
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

const TODAY = `
select count(*)::int as n from enrollment
where workspace_id = $1::text and sequence_id = $2::text and ($3::text is null or version_id = $3::text)
  and entered_at >= $4::timestamptz`;

const HELD = `
select coalesce(r.name, t.because->'because'->>'kind', 'held') as reason, r.id as "ruleId", t.node_id as "nodeId",
  count(distinct t.enrollment_id)::int as count
from touch t left join cap_rule r on r.workspace_id = t.workspace_id and r.id = t.binding_rule_id
where t.workspace_id = $1::text and t.sequence_id = $2::text and t.state = 'held' and ${OF_VERSION}
group by 1, 2, 3 order by 4 desc, 1`;
