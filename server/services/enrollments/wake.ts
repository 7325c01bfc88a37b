import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { RELAY_CHANNEL } from "@/server/outbox/channels";

export type WakeCause = "signal" | "touch" | "facts" | "webhook" | "due" | "member" | "clock" | "resume";

export interface WakeRow {
  workspaceId: string;
  enrollmentId: string;
  cause: WakeCause;
  /** what it is about (signal id, touch id…): the same thing is owed once while uneaten */
  ref?: string;
}

/**
 * Owes wakes to enrollments in the caller's transaction: rows the relay knocks for until a step has eaten them.
 * A wake that is owed already stays one. Set-based; locks nothing but its own rows.
 */
export async function oweWakes(tx: AnyTx, rows: readonly WakeRow[]): Promise<void> {
  if (rows.length === 0) return;
  const set = rows.map((row) => ({
    id: newId("wake"),
    workspace_id: row.workspaceId,
    enrollment_id: row.enrollmentId,
    cause: row.cause,
    ref: row.ref ?? "",
  }));
  await queryRows(tx, OWE, [JSON.stringify(set)]);
}

// sorted: two transactions that owe the same wakes take their index entries in one order
const OWE = `
with owed as (
  insert into wake (id, workspace_id, enrollment_id, cause, ref)
  select id, workspace_id, enrollment_id, cause, ref
  from jsonb_to_recordset($1::text::jsonb)
    as r(id text, workspace_id text, enrollment_id text, cause text, ref text)
  order by workspace_id, enrollment_id, cause, ref
  on conflict (workspace_id, enrollment_id, cause, ref) where eaten_at is null do nothing
  returning 1)
select pg_notify('${RELAY_CHANNEL}', '') from (select 1 from owed limit 1) any_owed`;
