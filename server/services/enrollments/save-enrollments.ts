import type { End } from "@/core/enrollment";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import type { Driven } from "@/server/services/enrollments/drive-enrollment";
import type { EnrollmentRow } from "@/server/services/enrollments/load-enrollments";
import { type Announcement, announce } from "@/server/services/webhooks/announce";

/** What became of one enrollment, to be written. */
export interface Outcome extends Driven {
  readonly row: EnrollmentRow;
  /** The epoch from here on; another one than the row's when a successor takes over. */
  readonly epoch: number;
  readonly stepsInEpoch: number;
  /** Whether a signal or a changed fact could move it where it stands. */
  readonly listens: boolean;
}

/** When time alone wakes it, workspace time; null while only something else can. */
export function wakeAtOf({ state, effect }: Pick<Driven, "state" | "effect">): number | null {
  if (state.status === "finished") return null;
  if (state.pause) return state.pause.until;
  return effect?.wakeAt ?? null;
}

/** Writes the rows and their visits: one statement each, whatever their number. The rows are locked by the caller. */
export async function saveEnrollments(tx: AnyTx, outcomes: readonly Outcome[]): Promise<void> {
  const enrollments = outcomes.map(toEnrollment);
  const visits = outcomes.flatMap(toVisits);
  await Promise.all([
    queryRows(tx, SAVE, [JSON.stringify(enrollments)]),
    visits.length > 0 ? queryRows(tx, SAVE_VISITS, [JSON.stringify(visits)]) : null,
  ]);
  await announce(tx, outcomes.flatMap(toAnnouncement));
}

function toAnnouncement({ row, state }: Outcome): Announcement[] {
  if (state.status !== "finished" || row.status === "finished") return [];
  const { id: enrollmentId, workspaceId, sequenceId, contactId, personId } = row;
  const data = { enrollmentId, sequenceId, contactId, reason: state.end?.reason ?? null };
  return [{ workspaceId, event: "enrollment.finished", ref: enrollmentId, personId, data }];
}

function toEnrollment(outcome: Outcome) {
  const { row, state } = outcome;
  const end: End | null = state.end;
  return {
    workspace_id: row.workspaceId,
    id: row.id,
    status: state.status,
    state,
    node_id: state.position?.nodeId ?? end?.nodeId ?? null,
    end_reason: end?.reason ?? null,
    ended: end?.at ?? null,
    wake: wakeAtOf(outcome),
    paused_until: state.pause?.until ?? null,
    pause_reason: state.pause?.reason ?? null,
    epoch: outcome.epoch,
    steps_in_epoch: outcome.stepsInEpoch,
    listens: outcome.listens,
  };
}

function toVisits({ row, visits }: Outcome) {
  return visits.map(({ ordinal, record }) => ({
    id: newId("visit"),
    workspace_id: row.workspaceId,
    enrollment_id: row.id,
    version_id: row.versionId,
    ordinal,
    node_id: record.nodeId,
    number: record.visit,
    entered: record.enteredAt,
    left: record.leftAt,
    outlet: record.outlet,
    record,
  }));
}

const SAVE = `
update enrollment e set status = r.status, state = r.state, node_id = r.node_id, end_reason = r.end_reason,
  ended_at = to_timestamp(r.ended / 1000), wake_at = to_timestamp(r.wake / 1000),
  paused_until = to_timestamp(r.paused_until / 1000), pause_reason = r.pause_reason, epoch = r.epoch,
  steps_in_epoch = r.steps_in_epoch, listens = r.listens, last_step_at = now()
from jsonb_to_recordset($1::text::jsonb) as r(
  workspace_id text, id text, status text, state jsonb, node_id text, end_reason text, ended float8, wake float8,
  paused_until float8, pause_reason text, epoch int, steps_in_epoch int,
  listens boolean)
where e.workspace_id = r.workspace_id and e.id = r.id`;

const SAVE_VISITS = `
insert into visit (id, workspace_id, enrollment_id, version_id, ordinal, node_id, number, entered_at, left_at, outlet, record)
select id, workspace_id, enrollment_id, version_id, ordinal, node_id, number, to_timestamp(entered / 1000),
  to_timestamp("left" / 1000), outlet, record
from jsonb_to_recordset($1::text::jsonb) as r(
  id text, workspace_id text, enrollment_id text, version_id text, ordinal int, node_id text, number int,
  entered float8, "left" float8, outlet text, record jsonb)
on conflict (workspace_id, enrollment_id, ordinal) do update
  set left_at = excluded.left_at, outlet = excluded.outlet, record = excluded.record`;
