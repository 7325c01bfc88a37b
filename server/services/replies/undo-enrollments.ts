import type { EnrollmentState } from "@/core/enrollment";
import type { EpochMs } from "@/core/instant";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { happenTo } from "@/server/services/enrollments/happen";
import { type EnrollmentRow, lockEnrollments } from "@/server/services/enrollments/load-enrollments";
import { withdrawTouchesOf } from "@/server/services/touches/withdraw";

/** What a reply did to one enrollment, as it was written down. */
export interface DoneToEnrollment {
  readonly id: string;
  readonly kind: "stopped" | "paused" | "went_on";
  readonly enrollmentId: string;
  readonly before: EnrollmentState;
  readonly doneAt: EpochMs;
}

/** Why what a reply did to an enrollment stays as it is. */
export type KeptReason =
  /** A mail, task, notice, webhook or change came of it. */
  | "something-followed"
  /** Somebody or something else moved or ended it meanwhile. */
  | "moved-otherwise"
  /** The person has entered the same sequence again. */
  | "entered-again";

export interface Undone {
  /** Stand again where they stood; to be advanced once the new verdict has had its say. */
  readonly restored: readonly string[];
  readonly kept: readonly { readonly enrollmentId: string; readonly why: KeptReason }[];
}

/**
 * Takes back what a reply did to enrollments, where nothing irrevocable has followed: an ended one stands again where it
 * stood (the time in between does not count), a pause ends, a drawn outlet it took is left again. The caller holds the
 * person's lock and advances what was restored (`migrated`: its mail was withdrawn and is made anew).
 */
export async function undoEnrollments(
  tx: Tx,
  workspaceId: string,
  signalId: string,
  done: readonly DoneToEnrollment[],
  now: EpochMs,
): Promise<Undone> {
  const rows = await lockEnrollments(
    tx,
    done.map(({ enrollmentId }) => ({ workspaceId, id: enrollmentId, epoch: null })),
  );
  const restored: string[] = [];
  const kept: { enrollmentId: string; why: KeptReason }[] = [];
  for (const one of done) {
    const row = rows.get(one.enrollmentId);
    if (!row) continue;
    const answer = await undoOne(tx, row, one, signalId, now);
    if (answer === "restored") restored.push(row.id);
    else if (answer !== "nothing") kept.push({ enrollmentId: row.id, why: answer });
  }
  return { restored, kept };
}

async function undoOne(
  tx: Tx,
  row: EnrollmentRow,
  done: DoneToEnrollment,
  signalId: string,
  now: EpochMs,
): Promise<"restored" | "nothing" | KeptReason> {
  const { state } = row;
  if (done.kind === "paused") return endPause(tx, row, done, now);
  if (done.kind === "went_on" && isAt(state, done.before)) return "nothing"; // its wait reads the corrected signal
  const byReply = done.kind === "stopped" ? endedByReply(state, done) : movedBy(state, signalId);
  if (!byReply) return done.kind === "went_on" ? "nothing" : "moved-otherwise";
  const steps = entriesOf(done.before);
  const [after] = await queryRows<{ followed: boolean; again: boolean }>(tx, AFTER, [
    row.workspaceId,
    row.id,
    steps,
    new Date(done.doneAt).toISOString(),
    LASTING,
  ]);
  if (after?.followed) return "something-followed";
  if (after?.again) return "entered-again";
  await restore(tx, row, done, now);
  return "restored";
}

const isAt = (state: EnrollmentState, before: EnrollmentState): boolean =>
  state.status === "active" &&
  state.position?.nodeId === before.position?.nodeId &&
  state.position?.visit === before.position?.visit;

function endedByReply({ end }: EnrollmentState, { doneAt }: DoneToEnrollment): boolean {
  return end?.because.code === "stopped" && end.because.data.by === "reply" && end.at >= doneAt;
}

/** A wait, goal or exit rule took this very signal. */
function movedBy(state: EnrollmentState, signalId: string): boolean {
  if (Object.values(state.answered).some((ids) => ids.includes(signalId))) return true;
  const why = state.end?.because;
  return why !== undefined && (why.code === "exit" || why.code === "goal-met") && why.data.signalId === signalId;
}

async function endPause(
  tx: Tx,
  { workspaceId, id, state }: EnrollmentRow,
  { before, doneAt }: DoneToEnrollment,
  now: EpochMs,
): Promise<"nothing" | KeptReason> {
  const { pause } = state;
  if (pause === null) return "nothing";
  if (pause.by !== "reply" || pause.since < doneAt) return "moved-otherwise";
  await happenTo(tx, workspaceId, [id], { type: "resume" });
  const earlier = before.pause;
  if (earlier !== null && (earlier.until === null || earlier.until > now))
    await happenTo(tx, workspaceId, [id], { type: "pause", ...earlier });
  return "nothing";
}

/** Entries into steps so far: the number of its latest visit. */
const entriesOf = (state: EnrollmentState): number =>
  Object.values(state.visits).reduce((sum, count) => sum + count, 0);

async function restore(tx: Tx, row: EnrollmentRow, { before, kind, doneAt }: DoneToEnrollment, now: EpochMs) {
  // While it was ended by mistake nothing could happen to it: that time is no part of its waits.
  const stood = kind === "stopped" ? now - doneAt : 0;
  const state: EnrollmentState = {
    ...before,
    position: before.position === null ? null : { ...before.position, pausedMs: before.position.pausedMs + stood },
  };
  const epoch = row.epoch + 1;
  await withdrawTouchesOf(tx, row.workspaceId, [row.id], "reply", now);
  await queryRows(tx, FORGET_VISITS, [row.workspaceId, row.id, entriesOf(before)]);
  await queryRows(tx, REOPEN_VISIT, [row.workspaceId, row.id, entriesOf(before)]);
  await queryRows(tx, RESTORE, [row.workspaceId, row.id, JSON.stringify(state), state.position?.nodeId ?? null, epoch]);
  await writeOutbox(tx, [{ name: "enrollment/started", data: { workspaceId: row.workspaceId, id: row.id, epoch } }]);
}

/** Steps whose doing nobody takes back. A mail that has not left is withdrawn instead. */
const LASTING = ["task", "notify", "webhook", "move", "update"];

const AFTER = `
select exists (
    select 1 from touch t
    where t.workspace_id = $1 and t.enrollment_id = $2 and t.claimed_at > $4::timestamptz
      and t.state in ('claimed', 'handed_over', 'accepted', 'unknown'))
  or exists (
    select 1 from visit v
    join sequence_version n on n.workspace_id = v.workspace_id and n.id = v.version_id
    where v.workspace_id = $1 and v.enrollment_id = $2 and v.ordinal > $3::int
      and n.graph->'nodes'->v.node_id->>'kind' = any($5::text[])) as followed,
  exists (
    select 1 from enrollment e join enrollment other
      on other.workspace_id = e.workspace_id and other.sequence_id = e.sequence_id
        and other.person_id = e.person_id and other.id <> e.id
    where e.workspace_id = $1 and e.id = $2
      and (other.status = 'active' and e.status = 'finished' or other.entered_at > $4::timestamptz)) as again`;

const FORGET_VISITS = "delete from visit where workspace_id = $1 and enrollment_id = $2 and ordinal > $3::int";

const REOPEN_VISIT = `
update visit set left_at = null, outlet = null,
  record = record || '{"leftAt": null, "outlet": null, "because": null}'::jsonb
where workspace_id = $1 and enrollment_id = $2 and ordinal = $3::int`;

const RESTORE = `
update enrollment set status = 'active', state = $3::text::jsonb, node_id = $4, end_reason = null, ended_at = null,
  wake_at = null, paused_until = null, pause_reason = null, listens = true, epoch = $5::int, steps_in_epoch = 0,
  last_step_at = now()
where workspace_id = $1 and id = $2`;
