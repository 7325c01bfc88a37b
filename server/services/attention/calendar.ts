import { z } from "zod";
import type { TouchClass } from "@/core/attention/rule";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { titleTouches } from "@/server/services/attention/say-touches";
import { scheduledBroadcasts } from "@/server/services/attention/scheduled-broadcasts";
import { need, type VerbArgs } from "@/server/services/context";
import { InvalidError, parseInput } from "@/server/services/errors";

const civil = z.iso.date("A date: YYYY-MM-DD");
const MOST_DAYS = 62;

/** Civil days of the workspace's zone, both included. */
export const calendarInput = z.object({ from: civil, to: civil });

/** What one sender-of-messages wants to say on one day: one message of a sequence, a broadcast, or API sends of one kind. */
export interface CalendarItem {
  readonly key: string;
  readonly day: string;
  /** `sent`: it left that day; `planned`: due, held to that day, or on somebody's path; `scheduled`, `draft`: a broadcast to come. */
  readonly phase: "sent" | "planned" | "scheduled" | "draft";
  /** Whose: an id of `sequence` or `broadcast`; null for API sends. */
  readonly owner: { readonly kind: "sequence" | "broadcast"; readonly id: string; readonly name: string } | null;
  readonly title: string;
  readonly teamId: string | null;
  readonly senderId: string | null;
  readonly topicId: string | null;
  readonly class: TouchClass;
  readonly people: number;
  /** Of these, how many another one wants that day too. */
  readonly overlap: number;
  /** With whom, most first. */
  readonly with: readonly { readonly name: string; readonly people: number }[];
}

interface Row {
  readonly day: string;
  readonly phase: "sent" | "planned";
  readonly owner: string;
  readonly sequence_id: string | null;
  readonly sequence_name: string | null;
  readonly broadcast_id: string | null;
  readonly broadcast_name: string | null;
  readonly step: string;
  readonly team_id: string | null;
  readonly sender_id: string | null;
  readonly topic_id: string | null;
  readonly class: TouchClass;
  readonly sample: string;
  readonly people: number;
  readonly overlap: number;
}

/**
 * Each day's messages of all teams with their audience, and how many of the same people others want that day. Planned and
 * held messages stand at their forecast; people still before an undecided wait are in no date yet.
 * @throws InvalidError for a range that ends before it starts or is longer than two months
 */
export async function readCalendar(args: VerbArgs<typeof calendarInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { from, to } = parseInput(calendarInput, args.input);
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (!(days >= 0 && days <= MOST_DAYS)) throw InvalidError.at("to", "At most two months at once");
  return withWorkspace(ctx, async (tx) => {
    const range = [ctx.workspaceId, from, to, ctx.now().toISOString()] as const;
    const rows = await queryRows<Row>(tx, ITEMS, range);
    const pairs = await queryRows<{ day: string; a: string; b: string; people: number }>(tx, PAIRS, range);
    const [undated] = await queryRows<{ n: number }>(tx, UNDATED, [ctx.workspaceId]);
    const items = await toItems(tx, ctx.workspaceId, rows, pairs);
    const scheduled = await scheduledBroadcasts(tx, ctx, { from, to });
    return { items: [...items, ...scheduled], undated: undated?.n ?? 0 };
  });
}

async function toItems(
  tx: Tx,
  workspaceId: string,
  rows: readonly Row[],
  pairs: readonly { day: string; a: string; b: string; people: number }[],
): Promise<CalendarItem[]> {
  const titles = await titleTouches(
    tx,
    workspaceId,
    rows.map(({ sample }) => sample),
  );
  const names = new Map(rows.map((row) => [row.owner, row.sequence_name ?? row.broadcast_name ?? "API sends"]));
  return rows.map((row) => ({
    key: [row.day, row.phase, row.owner, row.step, row.team_id, row.sender_id, row.topic_id, row.class].join(" "),
    day: row.day,
    phase: row.phase,
    owner: ownerOf(row),
    title: titles(row.sample) ?? "a message",
    teamId: row.team_id,
    senderId: row.sender_id,
    topicId: row.topic_id,
    class: row.class,
    people: row.people,
    overlap: row.overlap,
    with: pairs
      .filter(({ day, a, b }) => day === row.day && (a === row.owner || b === row.owner))
      .map(({ a, b, people }) => ({ name: names.get(a === row.owner ? b : a) ?? "API sends", people })),
  }));
}

function ownerOf(row: Row): CalendarItem["owner"] {
  if (row.sequence_id !== null)
    return { kind: "sequence", id: row.sequence_id, name: row.sequence_name ?? "A deleted sequence" };
  if (row.broadcast_id !== null)
    return { kind: "broadcast", id: row.broadcast_id, name: row.broadcast_name ?? "A deleted broadcast" };
  return null;
}

/** Who is wanted on which civil day of the workspace's zone: `$2` and `$3` are days, `$4` is now. */
const WANTED = `
zone as (select time_zone as id from workspace_setting where workspace_id = $1::text),
span as (
  select ($2::date)::timestamp at time zone zone.id as starts, ($3::date + 1)::timestamp at time zone zone.id as ends
  from zone),
wanted as (
  select t.*, 'planned' as phase,
    (greatest(coalesce(t.held_until, t.due_at), $4::timestamptz) at time zone zone.id)::date as day,
    coalesce(t.sequence_id, t.broadcast_id, 'api') as owner
  from touch t, zone, span
  where t.workspace_id = $1::text and t.state in ('planned', 'waiting', 'held')
    and (t.state <> 'held' or t.held_until is not null)
    and greatest(coalesce(t.held_until, t.due_at), $4::timestamptz) >= span.starts
    and greatest(coalesce(t.held_until, t.due_at), $4::timestamptz) < span.ends
  union all
  select t.*, 'sent', (t.counted_at at time zone zone.id)::date, coalesce(t.sequence_id, t.broadcast_id, 'api')
  from touch t, zone, span
  where t.workspace_id = $1::text and t.counted_at >= span.starts and t.counted_at < span.ends
    and t.source not in ('hand', 'logged'))`;

export const ITEMS = `
with ${WANTED},
asked as (select day, person_id, count(distinct owner) as owners from wanted where obeys group by 1, 2)
select to_char(w.day, 'YYYY-MM-DD') as day, w.phase, w.owner, w.sequence_id, q.name as sequence_name, w.broadcast_id,
  b.name as broadcast_name, coalesce(w.node_id, w.template_family, '') as step, w.team_id, w.sender_id, w.topic_id, w.class,
  min(w.id) as sample, count(distinct w.person_id)::int as people,
  count(distinct w.person_id) filter (where w.obeys and a.owners > 1)::int as overlap
from wanted w
left join asked a on a.day = w.day and a.person_id = w.person_id
left join sequence q on q.workspace_id = $1::text and q.id = w.sequence_id
left join broadcast b on b.workspace_id = $1::text and b.id = w.broadcast_id
group by w.day, w.phase, w.owner, w.sequence_id, q.name, w.broadcast_id, b.name, step, w.team_id, w.sender_id, w.topic_id, w.class
order by w.day, people desc, sample`;

const PAIRS = `
with ${WANTED},
asked as (select distinct day, person_id, owner from wanted where obeys)
select to_char(a.day, 'YYYY-MM-DD') as day, a.owner as a, b.owner as b, count(*)::int as people
from asked a join asked b on b.day = a.day and b.person_id = a.person_id and a.owner < b.owner
group by 1, 2, 3 order by 4 desc`;

const UNDATED = `
select count(*)::int as n from touch where workspace_id = $1::text and state = 'held' and held_until is null`;
