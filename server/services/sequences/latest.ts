import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { nameOf } from "@/server/services/contacts/name-of";

/** Something that has just happened in a sequence. */
export interface Happening {
  readonly at: Date;
  /** `bought`: a goal by purchase was reached; `goal`: any other, by its step. */
  readonly kind: "sent" | "replied" | "clicked" | "bought" | "goal" | "entered" | "left";
  readonly nodeId: string | null;
  readonly contactId: string;
  readonly name: string;
}

interface Row {
  at: number;
  kind: Happening["kind"];
  node_id: string | null;
  contact_id: string;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
}

/** The newest things, newest first. @param of versionId null: of all versions */
export async function readLatest(
  tx: Tx,
  of: { workspaceId: string; sequenceId: string; versionId: string | null },
): Promise<Happening[]> {
  const { workspaceId, sequenceId, versionId } = of;
  const newest = await queryRows<{ id: string }>(tx, NEWEST, [workspaceId, sequenceId, versionId]);
  if (newest.length === 0) return [];
  const ids = newest.map(({ id }) => id);
  const rows = await queryRows<Row>(tx, LATEST, [workspaceId, ids]);
  return rows.map(({ at, kind, node_id, contact_id, first_name, last_name, email }) => ({
    at: new Date(at),
    kind,
    nodeId: node_id,
    contactId: contact_id,
    name: nameOf({ firstName: first_name, lastName: last_name, email }),
  }));
}

// The six newest happenings are of the six passages to which something happened last. Index enrollment_figure_newest.
const NEWEST = `
select p.id
from sequence_version v, lateral (
  select f.enrollment_id as id, f.last_at from enrollment_figure f
  where f.workspace_id = $1::text and f.sequence_id = $2::text and f.version_id = v.id
  order by f.last_at desc limit 6) p
where v.workspace_id = $1::text and v.sequence_id = $2::text and ($3::text is null or v.id = $3::text)
order by p.last_at desc limit 6`;

// What is looked up by is a column of a set of its own: PostgreSQL takes no index behind row-level security for an expression of
// functions that might leak. `offset 0`: reactions are looked up mail by mail, however few rows the table seems to hold.
const GOAL = "e.state->'end'->'because'->'data'";

const LATEST = `
with passage as materialized (
  select e.status, e.entered_at, e.ended_at, e.end_reason, e.node_id, e.contact_id, ${GOAL}->>'goalId' as goal_id,
    ${GOAL}->>'signalId' as signal_id
  from enrollment e where e.workspace_id = $1::text and e.id = any($2::text[])),
mail as materialized (
  select t.id, t.accepted_at, t.state, t.node_id, t.contact_id from touch t
  where t.workspace_id = $1::text and t.enrollment_id = any($2::text[])),
happened as (
  select accepted_at as at, 'sent' as kind, node_id, contact_id from mail where state = 'accepted'
  union all
  select s.occurred_at, case s.kind when 'reply' then 'replied' else 'clicked' end, m.node_id, m.contact_id
  from mail m, lateral (
    select s.occurred_at, s.kind from signal s
    where s.workspace_id = $1::text and s.touch_id = m.id and s.kind in ('reply', 'click') and s.verdict = 'human' offset 0) s
  union all
  select entered_at, 'entered', null, contact_id from passage
  union all
  select e.ended_at, case when e.end_reason <> 'goal' then 'left' when g.kind = 'purchase' then 'bought' else 'goal' end,
    case e.end_reason when 'goal' then coalesce(e.goal_id, e.node_id) else e.node_id end, e.contact_id
  from passage e left join lateral (
    select s.kind from signal s where s.workspace_id = $1::text and s.id = e.signal_id offset 0) g on true
  where e.status = 'finished')
select extract(epoch from h.at)::float8 * 1000 as at, h.kind, h.node_id, c.id as contact_id, c.first_name, c.last_name, c.email
from happened h join contact c on c.workspace_id = $1::text and c.id = h.contact_id
where h.at is not null order by h.at desc limit 6`;
