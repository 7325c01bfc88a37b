import type { Sql } from "postgres";
import { type EpochMs, MINUTE_MS, SECOND_MS, toEpochMs } from "@/core/instant";
import { queryRows } from "@/db/query-rows";

/** The earliest instant (workspace time) at which something of the workspace falls due; null: nothing ever does by time. */
export async function nextDue(sql: Sql, workspaceId: string): Promise<EpochMs | null> {
  const [row] = await queryRows<{ at: number | null }>(sql, NEXT_DUE, [workspaceId]);
  return row?.at == null ? null : toEpochMs(row.at);
}

/** What falls due this soon is met to the second, so that gathering touches costs no minute. */
const NEAR_MS = 10 * SECOND_MS;
const NEAR_GRAIN_MS = 2 * SECOND_MS;

/**
 * Where the clock goes next: the end of the minute in which something falls due, but not beyond `target`; `target` itself
 * when nothing is due before it.
 */
export function nextInstant(now: EpochMs, due: EpochMs | null, target: EpochMs): EpochMs {
  if (due === null || due >= target) return target;
  const grain = due - now < NEAR_MS ? NEAR_GRAIN_MS : MINUTE_MS;
  return toEpochMs(Math.min(target, Math.ceil(due / grain) * grain));
}

const NEXT_DUE = `
select extract(epoch from least(
  (select min(wake_at) from enrollment where workspace_id = $1::text and status = 'active' and wake_at is not null),
  (select min(next_look_at) from person where workspace_id = $1::text and next_look_at is not null),
  (select min(settles_at) from signal where workspace_id = $1::text and verdict = 'unsure' and settles_at is not null),
  (select min(start_at) from broadcast where workspace_id = $1::text and state = 'scheduled'),
  -- triggers by date and segment are judged once an hour of the replay
  (select min(w.checked_at) + interval '1 hour' from trigger_watch w
   join sequence s on s.workspace_id = w.workspace_id and s.id = w.id and s.state = 'live'
   join sequence_trigger t on t.sequence_id = w.id and t.kind = w.kind and t.ref = w.ref
   where w.workspace_id = $1::text)
))::float8 * 1000 as at`;
