import { type AnyTx, queryRows } from "@/db/query-rows";

/** A live trigger that is judged by what holds or by time. */
export interface Watched {
  readonly sequenceId: string;
  readonly versionId: string;
  readonly kind: "tag" | "segment" | "date";
  readonly ref: string;
  /** Nothing has been judged by it yet: what holds now is marked, and lets nobody in. */
  readonly isNew: boolean;
  /** Workspace time until which it has been judged, epoch ms. */
  readonly checkedAt: number;
  readonly offsetMs: number;
}

/**
 * The live triggers of these kinds, each with its watch; a trigger that is new or was changed by a publish begins a fresh
 * one. Watches are kept over publishes that leave the entry alone.
 */
export async function watchTriggers(
  tx: AnyTx,
  workspaceId: string,
  kinds: readonly Watched["kind"][],
): Promise<Watched[]> {
  await queryRows(tx, FORGET, [workspaceId]);
  const begun = new Set((await queryRows<{ id: string }>(tx, BEGIN, [workspaceId])).map(({ id }) => id));
  const rows = await queryRows<Omit<Watched, "isNew">>(tx, WATCHED, [workspaceId, kinds]);
  return rows.map((row) => ({ ...row, isNew: begun.has(row.sequenceId) }));
}

/** Notes until when (workspace time, epoch ms) triggers have been judged. */
export async function noteChecked(tx: AnyTx, sequenceIds: readonly string[], at: number): Promise<void> {
  await queryRows(
    tx,
    "update trigger_watch set checked_at = to_timestamp($2::float8 / 1000) where id = any($1::text[])",
    [sequenceIds, at],
  );
}

const LIVE = `
select t.workspace_id, t.sequence_id, s.live_version_id, t.kind, t.ref
from sequence_trigger t
join sequence s on s.workspace_id = t.workspace_id and s.id = t.sequence_id and s.state = 'live' and s.live_version_id is not null
where t.workspace_id = $1::text and t.kind in ('tag', 'segment', 'date')`;

const FORGET = `
with stale as (
  select w.id from trigger_watch w left join (${LIVE}) t on t.sequence_id = w.id
  where w.workspace_id = $1::text and (t.sequence_id is null or t.kind <> w.kind or t.ref <> w.ref)),
marks as (delete from trigger_mark m using stale where m.workspace_id = $1::text and m.sequence_id = stale.id)
delete from trigger_watch w using stale where w.id = stale.id`;

const BEGIN = `
insert into trigger_watch (id, workspace_id, kind, ref, checked_at)
select t.sequence_id, t.workspace_id, t.kind, t.ref, now() + coalesce(w.clock_offset_ms, 0) * interval '1 millisecond'
from (${LIVE}) t left join workspace_setting w on w.workspace_id = t.workspace_id
on conflict (id) do nothing
returning id`;

const WATCHED = `
select t.sequence_id as "sequenceId", t.live_version_id as "versionId", t.kind, t.ref,
  extract(epoch from c.checked_at)::float8 * 1000 as "checkedAt", coalesce(w.clock_offset_ms, 0)::float8 as "offsetMs"
from (${LIVE}) t
join trigger_watch c on c.id = t.sequence_id
left join workspace_setting w on w.workspace_id = t.workspace_id
where t.kind = any($2::text[])`;
