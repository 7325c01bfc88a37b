import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";

/**
 * Figures of a sequence. The rule of all of them: they count people by their passages (whoever came in again counts again),
 * never events, and only what a human did. A passage belongs to the version it is on now.
 */
export interface SequenceFigures {
  /** Inside now, paused ones too. */
  readonly people: number;
  readonly finished: number;
  /** To whom a mail left, who replied to one, who bought while inside. */
  readonly sent: number;
  readonly replied: number;
  readonly bought: number;
}

/** Only passages of a version; only what happened since then. Who is inside or has left is always now. */
export interface Narrowing {
  readonly versionId: string | null;
  readonly since: Date | null;
}

const nothing: SequenceFigures = { people: 0, finished: 0, sent: 0, replied: 0, bought: 0 };

/** Figures of a page of sequences, in three statements however many there are. */
export async function readFigures(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
  { versionId, since }: Narrowing = { versionId: null, since: null },
): Promise<(id: string) => SequenceFigures> {
  if (ids.length === 0) return () => nothing;
  const args = [workspaceId, ids, versionId, since?.toISOString() ?? null] as const;
  const people = await queryRows<{ id: string; people: number; finished: number; bought: number }>(tx, PEOPLE, args);
  const sent = await queryRows<{ id: string; sent: number }>(tx, SENT, args);
  const replied = await queryRows<{ id: string; replied: number }>(tx, REPLIED, args);
  const byId = new Map<string, SequenceFigures>();
  for (const row of [...people, ...sent, ...replied]) {
    const { id, ...figures } = row;
    byId.set(id, { ...(byId.get(id) ?? nothing), ...figures });
  }
  return (id) => byId.get(id) ?? nothing;
}

const PEOPLE = `
select e.sequence_id as id, count(*) filter (where e.status = 'active')::int as people,
  count(*) filter (where e.status = 'finished')::int as finished,
  count(*) filter (where exists (
    select 1 from signal s where s.workspace_id = e.workspace_id and s.person_id = e.person_id and s.kind = 'purchase'
      and s.verdict = 'human' and s.occurred_at >= e.entered_at
      and (e.ended_at is null or s.occurred_at <= e.ended_at)
      and ($4::timestamptz is null or s.occurred_at >= $4::timestamptz)))::int as bought
from enrollment e where e.workspace_id = $1::text and e.sequence_id = any($2::text[])
  and ($3::text is null or e.version_id = $3::text)
group by e.sequence_id`;

const OF_VERSION = `($3::text is null or exists (
  select 1 from enrollment e where e.workspace_id = t.workspace_id and e.id = t.enrollment_id and e.version_id = $3::text))`;

const SENT = `
select t.sequence_id as id, count(distinct t.enrollment_id)::int as sent from touch t
where t.workspace_id = $1::text and t.sequence_id = any($2::text[]) and t.state = 'accepted' and ${OF_VERSION}
  and ($4::timestamptz is null or t.accepted_at >= $4::timestamptz)
group by t.sequence_id`;

const REPLIED = `
select t.sequence_id as id, count(distinct t.enrollment_id)::int as replied
from signal s join touch t on t.workspace_id = s.workspace_id and t.id = s.touch_id
where s.workspace_id = $1::text and t.sequence_id = any($2::text[]) and s.kind = 'reply' and s.verdict = 'human'
  and ${OF_VERSION} and ($4::timestamptz is null or s.occurred_at >= $4::timestamptz)
group by t.sequence_id`;
