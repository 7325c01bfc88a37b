import type { EnrollmentState } from "@/core/enrollment";
import type { EpochMs } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { writeOutbox } from "@/server/outbox/write-outbox";
import type { EnrollmentRow } from "@/server/services/enrollments/load-enrollments";
import { withdrawTouchesOf } from "@/server/services/touches/withdraw";

/** How an enrollment stood when something was done to it. */
export interface Stood {
  readonly before: EnrollmentState;
  readonly doneAt: EpochMs;
}

/** Why it cannot stand there again. */
export type Followed =
  /** A mail, task, notice, webhook or change came of it. */
  | "something-followed"
  /** The person has entered the same sequence again. */
  | "entered-again"
  /** Nobody is inside an archived sequence. */
  | "sequence-archived";

/** What came of it since that nobody takes back; null: nothing. */
export async function followedSince(
  tx: AnyTx,
  row: EnrollmentRow,
  { before, doneAt }: Stood,
): Promise<Followed | null> {
  const [after] = await queryRows<{ followed: boolean; again: boolean; archived: boolean }>(tx, AFTER, [
    row.workspaceId,
    row.id,
    entriesOf(before),
    new Date(doneAt).toISOString(),
    LASTING,
  ]);
  if (after?.followed) return "something-followed";
  if (after?.again) return "entered-again";
  return after?.archived ? "sequence-archived" : null;
}

/**
 * Stands where it stood: visits that came since are forgotten, mails that had not left are withdrawn. The caller holds the
 * locks, and advances it (`migrated`: its mail is made anew). `stoodMs`: time that is no part of its waits.
 */
export async function restoreEnrollment(
  tx: AnyTx,
  row: EnrollmentRow,
  { before }: Stood,
  how: { readonly by: string; readonly now: EpochMs; readonly stoodMs: number },
): Promise<void> {
  const { position } = before;
  const state: EnrollmentState = {
    ...before,
    position: position === null ? null : { ...position, pausedMs: position.pausedMs + how.stoodMs },
  };
  const epoch = row.epoch + 1;
  await withdrawTouchesOf(tx, row.workspaceId, [row.id], how.by, how.now);
  await queryRows(tx, FORGET_VISITS, [row.workspaceId, row.id, entriesOf(before)]);
  await queryRows(tx, REOPEN_VISIT, [row.workspaceId, row.id, entriesOf(before)]);
  await queryRows(tx, RESTORE, [row.workspaceId, row.id, JSON.stringify(state), state.position?.nodeId ?? null, epoch]);
  await writeOutbox(tx, [{ name: "enrollment/started", data: { workspaceId: row.workspaceId, id: row.id, epoch } }]);
}

/** Entries into steps so far: the number of its latest visit. */
const entriesOf = (state: EnrollmentState): number =>
  Object.values(state.visits).reduce((sum, count) => sum + count, 0);

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
      and (other.status = 'active' and e.status = 'finished' or other.entered_at > $4::timestamptz)) as again,
  exists (
    select 1 from enrollment e join sequence s on s.workspace_id = e.workspace_id and s.id = e.sequence_id
    where e.workspace_id = $1 and e.id = $2 and s.state = 'archived') as archived`;

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
