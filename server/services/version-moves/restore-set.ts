import type { EnrollmentState } from "@/core/enrollment";
import type { TouchState, World } from "@/core/facts";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { isListening } from "@/server/services/enrollments/advance-enrollments";
import { type EnrollmentRow, lockEnrollments } from "@/server/services/enrollments/load-enrollments";
import { loadVersions } from "@/server/services/enrollments/load-versions";
import { loadWorlds } from "@/server/services/enrollments/load-worlds";
import type { Outcome } from "@/server/services/enrollments/save-enrollments";
import { withoutTakenBack, writeMoved } from "@/server/services/version-moves/migrate-set";

interface Kept {
  readonly enrollmentId: string;
  readonly fromVersionId: string;
  readonly before: EnrollmentState;
  /** Nothing has happened since: the row says what the move wrote. */
  readonly unchanged: boolean;
}

/** Taking these back is impossible: something of the new version has left, or is leaving. */
const left: ReadonlySet<TouchState> = new Set(["claimed", "handed_over", "accepted", "unknown", "failed"]);

/**
 * Puts enrollments back as they were before a move, in the caller's transaction: state, version, visits, and the mails that
 * had not left under the same keys. Whoever went on meanwhile, or whose mail is leaving, is kept where they are.
 */
export async function restoreSet(
  tx: AnyTx,
  move: { readonly workspaceId: string; readonly id: string },
  ids: readonly string[],
): Promise<void> {
  const { workspaceId, id: moveId } = move;
  const rows = await lockEnrollments(
    tx,
    ids.map((id) => ({ workspaceId, id, epoch: null })),
  );
  const kept = await readKept(tx, workspaceId, moveId, ids);
  const versions = await loadVersions(tx, [
    ...[...rows.values()].map((row) => row.versionId),
    ...kept.map((one) => one.fromVersionId),
  ]);
  const known = await loadWorlds(tx, [...rows.values()], versions);
  const outcomes: Outcome[] = [];
  const worlds = new Map<string, World>();
  for (const one of kept) {
    const row = rows.get(one.enrollmentId);
    const seen = known.get(one.enrollmentId);
    const version = versions.get(one.fromVersionId);
    if (!row || !seen || !version || !one.unchanged || isLeaving(row, seen)) continue;
    const driven = { state: one.before, effect: one.before.position?.effect ?? null, visits: [], withdraw: [] };
    outcomes.push({
      ...driven,
      row: { ...row, versionId: version.id, state: one.before },
      epoch: row.epoch + 1,
      stepsInEpoch: 0,
      listens: isListening(version, driven),
    });
    worlds.set(row.id, withoutTakenBack(seen));
  }
  await writeMoved(tx, workspaceId, outcomes, known, versions, worlds);
  const restored = outcomes.map(({ row, state }) => ({
    id: row.id,
    ordinal: Object.values(state.visits).reduce((sum, count) => sum + count, 0),
  }));
  await queryRows(tx, FORGET_VISITS, [workspaceId, JSON.stringify(restored)]);
  const back = restored.map(({ id }) => id);
  await queryRows(tx, REOPEN_VISITS, [workspaceId, moveId, back]);
  await queryRows(tx, MARK, [workspaceId, moveId, back, "undone"]);
  const others = ids.filter((id) => !back.includes(id));
  await queryRows(tx, MARK, [workspaceId, moveId, others, "kept"]);
}

/** A mail that the new version asked for, or had asked for anew, is on its way. */
function isLeaving(row: EnrollmentRow, world: World): boolean {
  const key = row.state.position?.effect?.key;
  const touch = key === undefined ? undefined : world.touches[key];
  return touch !== undefined && left.has(touch.state);
}

async function readKept(tx: AnyTx, workspaceId: string, moveId: string, ids: readonly string[]): Promise<Kept[]> {
  const rows = await queryRows<Omit<Kept, "before"> & { before: string }>(tx, KEPT, [workspaceId, moveId, ids]);
  // written by run.ts from core's own type
  return rows.map((row) => ({ ...row, before: JSON.parse(row.before) as EnrollmentState }));
}

const KEPT = `
select m.enrollment_id as "enrollmentId", m.from_version_id as "fromVersionId", m.before::text as before,
  (e.version_id = m.to_version_id and e.state = m.after) as unchanged
from enrollment_move m join enrollment e on e.workspace_id = m.workspace_id and e.id = m.enrollment_id
where m.workspace_id = $1::text and m.move_id = $2::text and m.enrollment_id = any($3::text[]) and m.state = 'moved'
  and m.before is not null
order by m.enrollment_id`;

// what the move itself began
const FORGET_VISITS = `
delete from visit v using jsonb_to_recordset($2::text::jsonb) as r(id text, ordinal int)
where v.workspace_id = $1::text and v.enrollment_id = r.id and v.ordinal > r.ordinal`;

// the visit they stood in goes on as it was
const REOPEN_VISITS = `
update visit v set left_at = null, outlet = null, record = m.open_visit->'record'
from enrollment_move m
where m.workspace_id = $1::text and m.move_id = $2::text and m.enrollment_id = any($3::text[])
  and m.open_visit is not null and v.workspace_id = m.workspace_id and v.enrollment_id = m.enrollment_id
  and v.ordinal = (m.open_visit->>'ordinal')::int`;

const MARK = `
update enrollment_move set state = $4::text, undone_at = case when $4::text = 'undone' then now() + coalesce(
  (select clock_offset_ms from workspace_setting w where w.workspace_id = $1::text), 0) * interval '1 millisecond' end
where workspace_id = $1::text and move_id = $2::text and enrollment_id = any($3::text[])`;
