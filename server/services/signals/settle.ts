import { type AnyTx, queryRows } from "@/db/query-rows";

const SET = 1_000;

/**
 * Signals that were unsure when they came and whose settle time is over (workspace time) count as machine from here on and
 * are shown as such. Nothing waits for them any more than before: only a human one moves anything. Gives how many.
 * @param workspaceId null: of every workspace (the sweep)
 */
export async function settleSignals(tx: AnyTx, workspaceId: string | null = null): Promise<number> {
  let settled = 0;
  for (;;) {
    const rows = await queryRows(tx, SETTLE, [SET, workspaceId]);
    settled += rows.length;
    if (rows.length < SET) return settled;
  }
}

const SETTLE = `
update signal s set verdict = 'machine', verdict_reasons = s.verdict_reasons || '["settled"]'::jsonb, settles_at = null
from (select s.id from signal s join workspace_setting w on w.workspace_id = s.workspace_id
      where s.verdict = 'unsure' and ($2::text is null or s.workspace_id = $2::text) and not s.verdict_fixed
        and s.settles_at <= now() + w.clock_offset_ms * interval '1 millisecond'
      limit $1::int for no key update of s skip locked) due
where s.id = due.id
returning 1`;
