import type { EnrollmentState } from "@/core/enrollment";
import type { EpochMs } from "@/core/instant";
import type { Tx } from "@/db/client";
import { happenTo } from "@/server/services/enrollments/happen";
import { type EnrollmentRow, lockEnrollments } from "@/server/services/enrollments/load-enrollments";
import { type Followed, followedSince, restoreEnrollment, type Stood } from "@/server/services/enrollments/restore";

/** What a reply did to one enrollment, as it was written down. */
export interface DoneToEnrollment extends Stood {
  readonly id: string;
  readonly kind: "stopped" | "paused" | "went_on";
  readonly enrollmentId: string;
}

/** Why what a reply did to an enrollment stays as it is. */
export type KeptReason =
  | Followed
  /** Somebody or something else moved or ended it meanwhile. */
  | "moved-otherwise";

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
  const followed = await followedSince(tx, row, done);
  if (followed !== null) return followed;
  // While it was ended by mistake nothing could happen to it: that time is no part of its waits.
  await restoreEnrollment(tx, row, done, {
    by: "reply",
    now,
    stoodMs: done.kind === "stopped" ? now - done.doneAt : 0,
  });
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
