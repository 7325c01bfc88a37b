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

/** The newest things, newest first. @param versionId null: of all versions */
export async function readLatest(
  tx: Tx,
  workspaceId: string,
  sequenceId: string,
  versionId: string | null,
): Promise<Happening[]> {
  const rows = await queryRows<Row>(tx, LATEST, [workspaceId, sequenceId, versionId]);
  return rows.map(({ at, kind, node_id, contact_id, first_name, last_name, email }) => ({
    at: new Date(at),
    kind,
    nodeId: node_id,
    contactId: contact_id,
    name: nameOf({ firstName: first_name, lastName: last_name, email }),
  }));
}

const ofVersion = (enrollmentId: string) => `($3::text is null or exists (select 1 from enrollment e
        where e.workspace_id = $1::text and e.id = ${enrollmentId} and e.version_id = $3::text))`;

const GOAL = "e.state->'end'->'because'->'data'";

const LATEST = `
with happened as (
  (select accepted_at as at, 'sent' as kind, node_id, contact_id from touch
    where workspace_id = $1::text and sequence_id = $2::text and state = 'accepted' and ${ofVersion("touch.enrollment_id")}
    order by accepted_at desc nulls last limit 6)
  union all
  (select s.occurred_at, case s.kind when 'reply' then 'replied' else 'clicked' end, t.node_id, t.contact_id
    from touch t join signal s on s.workspace_id = t.workspace_id and s.touch_id = t.id
    where t.workspace_id = $1::text and t.sequence_id = $2::text and s.kind in ('reply', 'click') and s.verdict = 'human'
      and ${ofVersion("t.enrollment_id")}
    order by s.occurred_at desc limit 6)
  union all
  (select entered_at, 'entered', null, contact_id from enrollment
    where workspace_id = $1::text and sequence_id = $2::text and ($3::text is null or version_id = $3::text)
    order by entered_at desc limit 6)
  union all
  (select e.ended_at, case when e.end_reason <> 'goal' then 'left' when g.kind = 'purchase' then 'bought' else 'goal' end,
      case e.end_reason when 'goal' then coalesce(${GOAL}->>'goalId', e.node_id) else e.node_id end, e.contact_id
    from (
      select workspace_id, ended_at, end_reason, node_id, contact_id, state from enrollment
      where workspace_id = $1::text and sequence_id = $2::text and status = 'finished'
        and ($3::text is null or version_id = $3::text)
      order by ended_at desc limit 6) e
    left join signal g on g.workspace_id = e.workspace_id and g.id = ${GOAL}->>'signalId'))
select extract(epoch from h.at)::float8 * 1000 as at, h.kind, h.node_id, c.id as contact_id, c.first_name, c.last_name, c.email
from happened h join contact c on c.workspace_id = $1::text and c.id = h.contact_id
where h.at is not null order by h.at desc limit 6`;
