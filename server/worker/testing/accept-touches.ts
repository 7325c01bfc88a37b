import type { Sql } from "postgres";
import { queryRows } from "@/db/query-rows";
import { oweWakes } from "@/server/services/enrollments/wake";

/**
 * Does to waiting touches what sending does, without a mail: accepted now (workspace time), their enrollments owed a wake in
 * the same transaction. Gives how many.
 */
export async function acceptTouches(sql: Sql, workspaceId: string): Promise<number> {
  const accepted = await sql.begin(async (tx) => {
    const rows = await queryRows<{ id: string; enrollment_id: string }>(tx, ACCEPT, [workspaceId]);
    await oweWakes(
      tx,
      rows.map((row) => ({ workspaceId, enrollmentId: row.enrollment_id, cause: "touch", ref: row.id })),
    );
    return rows.length;
  });
  return accepted;
}

const ACCEPT = `
update touch t set state = 'accepted', claimed_at = s.now, counted_at = s.now, accepted_at = s.now, content_hash = 'none'
from (select workspace_id, now() + clock_offset_ms * interval '1 millisecond' as now from workspace_setting) s
where t.workspace_id = $1::text and s.workspace_id = t.workspace_id and t.state in ('waiting', 'held')
returning t.id, t.enrollment_id`;
