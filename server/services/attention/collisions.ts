import { collisionAdvice } from "@/core/attention/collision";
import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { need, type ServiceContext } from "@/server/services/context";

export const COLLISION_DAYS = 30;
const SHOWN = 100;

interface Row {
  readonly a: string;
  readonly b: string;
  readonly people: number;
  readonly a_held: number;
  readonly a_skipped: number;
  readonly b_held: number;
  readonly b_skipped: number;
}

interface Owner {
  readonly id: string;
  readonly kind: "sequence" | "broadcast";
  readonly name: string;
  readonly team_id: string | null;
  readonly priority: number;
}

/**
 * Pairs of sequences and broadcasts that want the same people: how many in the last 30 days and now, how often each made the
 * other's mails wait or be skipped (by the touches the explanations name), and what would help. Worst first.
 */
export async function listCollisions({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  const args = [ctx.workspaceId, ctx.now().toISOString()] as const;
  const { pairs, owners } = await withWorkspace(ctx, async (tx) => ({
    pairs: await queryRows<Row>(tx, PAIRS, args),
    owners: await queryRows<Owner>(tx, OWNERS, args),
  }));
  const byId = new Map(owners.map((one) => [one.id, one]));
  return pairs.flatMap((row) => {
    const a = sideOf(byId.get(row.a), row.a_held, row.a_skipped);
    const b = sideOf(byId.get(row.b), row.b_held, row.b_skipped);
    return a && b ? [{ a, b, people: row.people, advice: collisionAdvice(a, b, row.people) }] : [];
  });
}

/** `held` and `skipped`: mails of this one because of the other. */
function sideOf(owner: Owner | undefined, held: number, skipped: number) {
  if (!owner) return null;
  const { team_id: teamId, ...rest } = owner;
  return { ...rest, teamId, held, skipped };
}

/** What wants somebody now, or wrote to somebody lately. */
const RECENT = `t.workspace_id = $1::text and coalesce(t.sequence_id, t.broadcast_id) is not null
    and (t.state in ('planned', 'waiting', 'held') or t.counted_at > $2::timestamptz - interval '${COLLISION_DAYS} days')`;

const OWNERS = `
with recent as (
  select coalesce(t.sequence_id, t.broadcast_id) as owner, max(t.priority) as priority
  from touch t where ${RECENT} group by 1)
select q.id, 'sequence' as kind, q.name, q.team_id, coalesce(r.priority, (q.settings->>'priority')::int, 50) as priority
from sequence q left join recent r on r.owner = q.id where q.workspace_id = $1::text
union all
select b.id, 'broadcast', b.name, b.team_id, coalesce(r.priority, 50)
from broadcast b left join recent r on r.owner = b.id where b.workspace_id = $1::text`;

// Holds and skips name the messages that filled the rule or went first; a message counts once for each that stood in its way.
export const PAIRS = `
with owned as (
  select t.person_id, coalesce(t.sequence_id, t.broadcast_id) as owner
  from touch t
  where ${RECENT} and t.obeys
  group by 1, 2),
common as (
  select a.owner as a, b.owner as b, count(*)::int as people
  from owned a join owned b on b.person_id = a.person_id and a.owner < b.owner
  group by 1, 2),
said as (
  select distinct d.touch_id, d.decision, named #>> '{}' as other
  from touch_decision d
  cross join lateral jsonb_path_query(d.because->'because', 'lax $.**.touchId') named
  where d.workspace_id = $1::text and d.decision in ('hold', 'skip')
    and d.decided_at > $2::timestamptz - interval '${COLLISION_DAYS} days'
  union
  select d.touch_id, d.decision, d.because->'because'->>'toTouchId'
  from touch_decision d
  where d.workspace_id = $1::text and d.decision = 'hold' and d.because->'because'->>'kind' = 'yields'
    and d.decided_at > $2::timestamptz - interval '${COLLISION_DAYS} days'),
harm as (
  select coalesce(t.sequence_id, t.broadcast_id) as loser, coalesce(o.sequence_id, o.broadcast_id) as winner,
    count(distinct t.id) filter (where s.decision = 'hold')::int as held,
    count(distinct t.id) filter (where s.decision = 'skip')::int as skipped
  from said s
  join touch t on t.workspace_id = $1::text and t.id = s.touch_id
  join touch o on o.workspace_id = $1::text and o.id = s.other
  where coalesce(t.sequence_id, t.broadcast_id) <> coalesce(o.sequence_id, o.broadcast_id)
  group by 1, 2)
select c.a, c.b, c.people, coalesce(x.held, 0) as a_held, coalesce(x.skipped, 0) as a_skipped,
  coalesce(y.held, 0) as b_held, coalesce(y.skipped, 0) as b_skipped
from common c
left join harm x on x.loser = c.a and x.winner = c.b
left join harm y on y.loser = c.b and y.winner = c.a
order by coalesce(x.held, 0) + coalesce(y.held, 0) + 4 * (coalesce(x.skipped, 0) + coalesce(y.skipped, 0)) desc,
  c.people desc, c.a, c.b
limit ${SHOWN}`;
