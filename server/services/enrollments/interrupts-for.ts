import { advance } from "@/core/advance";
import type { Because } from "@/core/because";
import { compileGraph } from "@/core/compile";
import type { EpochMs } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { type EnrollmentRow, readEnrollments } from "@/server/services/enrollments/load-enrollments";
import { type LoadedVersion, loadVersions } from "@/server/services/enrollments/load-versions";
import { loadWorlds } from "@/server/services/enrollments/load-worlds";

/** Why a touch of an enrollment must not be claimed now. */
export type Interruption =
  /** An exit, goal or the end has come: its next step leaves the mail behind. Withdraw it and owe the enrollment a wake. */
  | { readonly verdict: "leaves"; readonly because: Because | null }
  /** Paused: nothing leaves before `until` (null: until somebody resumes it). */
  | { readonly verdict: "paused"; readonly until: EpochMs | null; readonly reason: string };

/**
 * Exits and goals checked again in the claiming transaction (SEMANTICS §4): which of these touches (by effect key) their
 * enrollments would leave behind or may not send now. Touches that may go are missing from the answer. Reads only; the
 * caller holds the person's lock, so no step of the enrollment is under way.
 */
export async function interruptsFor(
  tx: AnyTx,
  touches: readonly { workspaceId: string; enrollmentId: string; key: string }[],
): Promise<Map<string, Interruption>> {
  const found = new Map<string, Interruption>();
  if (touches.length === 0) return found;
  const [rows, unread] = await Promise.all([
    readEnrollments(
      tx,
      touches.map(({ workspaceId, enrollmentId }) => ({ workspaceId, id: enrollmentId })),
    ),
    unreadOf(
      tx,
      touches.map(({ enrollmentId }) => enrollmentId),
    ),
  ]);
  const versions = await loadVersions(
    tx,
    [...rows.values()].map((row) => row.versionId),
  );
  const asked: EnrollmentRow[] = [];
  for (const touch of touches) {
    const row = rows.get(touch.enrollmentId);
    if (!row || row.status === "finished" || row.state.position?.effect?.key !== touch.key) {
      found.set(touch.key, { verdict: "leaves", because: row?.state.end?.because ?? null });
    } else if (row.state.pause) {
      found.set(touch.key, { verdict: "paused", until: row.state.pause.until, reason: row.state.pause.reason });
    } else if (unread.has(row.id) || hasInterrupts(versions.get(row.versionId))) asked.push(row);
  }
  if (asked.length === 0) return found;
  const worlds = await loadWorlds(tx, asked, versions);
  for (const row of asked) {
    const version = versions.get(row.versionId);
    const world = worlds.get(row.id);
    const key = row.state.position?.effect?.key;
    if (!version || !world || key === undefined) continue;
    const next = advance(version.graph, row.state, { type: "woken" }, world);
    if (next.withdraw.includes(key))
      found.set(key, { verdict: "leaves", because: next.enrollment.end?.because ?? null });
  }
  return found;
}

const hasInterrupts = (version: LoadedVersion | undefined): boolean =>
  version !== undefined && compileGraph(version.graph).interrupts.length > 0;

/** Those that are owed a wake: something has happened that no step has seen. */
async function unreadOf(tx: AnyTx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await queryRows<{ enrollment_id: string }>(tx, UNREAD, [ids]);
  return new Set(rows.map((row) => row.enrollment_id));
}

const UNREAD = `
select distinct w.enrollment_id from enrollment e
join wake w on w.workspace_id = e.workspace_id and w.enrollment_id = e.id and w.eaten_at is null
where e.id = any($1::text[])`;
