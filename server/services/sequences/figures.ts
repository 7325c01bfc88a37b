import type { EpochMs } from "@/core/instant";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { settleFigures } from "@/server/services/sequences/settle-figures";

/**
 * Figures of a sequence. The rule of all of them: they count people by their passages (whoever came in again counts again),
 * never events, and only what a human did. A passage belongs to the version it is on now, also with what it did on an earlier
 * one. They are kept, not counted when asked (docs/decisions/0080).
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

export const noFigures: SequenceFigures = { people: 0, finished: 0, sent: 0, replied: 0, bought: 0 };

/** Figures of a page of sequences, in two statements however many there are and however many people they had. */
export async function readFigures(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
  now: EpochMs,
): Promise<(id: string) => SequenceFigures> {
  if (ids.length === 0) return () => noFigures;
  await settleFigures(tx, workspaceId, ids, now);
  const rows = await queryRows<{ id: string; figure: string; count: number }>(tx, OF_SEQUENCES, [workspaceId, ids]);
  const byId = new Map<string, SequenceFigures>();
  for (const { id, figure, count } of rows)
    if (figure in noFigures) byId.set(id, { ...(byId.get(id) ?? noFigures), [figure]: count });
  return (id) => byId.get(id) ?? noFigures;
}

/** One figure of a step (`nodeId` "": of the sequence) by its outlet or reason (`ref`). */
export interface Figure {
  readonly nodeId: string;
  readonly figure: string;
  readonly ref: string;
  /** Passages it is true of now or has ever been; to whom it happened since the range began; and today. */
  readonly ever: number;
  readonly ranged: number;
  readonly today: number;
}

/** All figures of one sequence. @param times when the range (null: for ever) and today began */
export function readFiguresOf(
  tx: Tx,
  of: { workspaceId: string; sequenceId: string; versionId: string | null },
  times: { since: Date | null; today: Date },
): Promise<Figure[]> {
  return queryRows<Figure>(tx, OF_ONE, [
    of.workspaceId,
    of.sequenceId,
    of.versionId,
    times.since?.toISOString() ?? null,
    times.today.toISOString(),
  ]);
}

const OF_SEQUENCES = `
select sequence_id as id, figure, sum(count)::int as count from sequence_figure
where workspace_id = $1::text and sequence_id = any($2::text[]) and day = '-infinity' and node_id = ''
group by 1, 2`;

const OF_ONE = `
with ranged as materialized (
  select ($4::timestamptz at time zone time_zone)::date as since, ($5::timestamptz at time zone time_zone)::date as today
  from figure_book where workspace_id = $1::text and sequence_id = $2::text)
select f.node_id as "nodeId", f.figure, f.ref,
  coalesce(sum(f.count) filter (where f.day = '-infinity'), 0)::int as ever,
  coalesce(sum(f.count) filter (where r.since is null and f.day = '-infinity' or f.day > '-infinity' and f.day >= r.since), 0)::int as ranged,
  coalesce(sum(f.count) filter (where f.day > '-infinity' and f.day >= r.today), 0)::int as today
from ranged r join sequence_figure f on f.workspace_id = $1::text and f.sequence_id = $2::text
  and (f.day = '-infinity' or f.day >= least(r.since, r.today))
where $3::text is null or f.version_id = $3::text
group by 1, 2, 3`;
