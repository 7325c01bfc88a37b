import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";

export interface SequenceFigures {
  /** Inside now, paused ones too. */
  readonly people: number;
  readonly finished: number;
  /** Mails a provider took over. */
  readonly sent: number;
  /** People, each counted once; only what a human did. */
  readonly replied: number;
  readonly bought: number;
}

const nothing: SequenceFigures = { people: 0, finished: 0, sent: 0, replied: 0, bought: 0 };

/** Figures of a page of sequences, in three statements however many there are. */
export async function readFigures(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<(id: string) => SequenceFigures> {
  if (ids.length === 0) return () => nothing;
  const args = [workspaceId, ids] as const;
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
  count(distinct e.person_id) filter (where exists (
    select 1 from signal s where s.workspace_id = e.workspace_id and s.person_id = e.person_id and s.kind = 'purchase'
      and s.verdict = 'human' and s.occurred_at >= e.entered_at
      and (e.ended_at is null or s.occurred_at <= e.ended_at)))::int as bought
from enrollment e where e.workspace_id = $1::text and e.sequence_id = any($2::text[])
group by e.sequence_id`;

const SENT = `
select sequence_id as id, count(*)::int as sent from touch
where workspace_id = $1::text and sequence_id = any($2::text[]) and state = 'accepted'
group by sequence_id`;

const REPLIED = `
select t.sequence_id as id, count(distinct s.person_id)::int as replied
from signal s join touch t on t.workspace_id = s.workspace_id and t.id = s.touch_id
where s.workspace_id = $1::text and t.sequence_id = any($2::text[]) and s.kind = 'reply' and s.verdict = 'human'
group by t.sequence_id`;
