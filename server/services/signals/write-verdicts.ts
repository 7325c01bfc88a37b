import type { SignalVerdict } from "@/core/facts";
import { type AnyTx, queryRows } from "@/db/query-rows";
import type { Verdict } from "@/server/services/signals/judge-visits";
import { oweSignalWakes } from "@/server/services/signals/record";

/**
 * Writes verdicts that were derived again. Whoever has looked at the old one is woken: a `human` that turned out to be a
 * machine, or the other way round. One a member corrected is left alone.
 */
export async function writeVerdicts(
  tx: AnyTx,
  workspaceId: string,
  changed: readonly (Verdict & { was: SignalVerdict })[],
): Promise<void> {
  if (changed.length === 0) return;
  const set = changed.map(({ id, verdict, reasons, settlesAt }) => ({ id, verdict, reasons, settles_ms: settlesAt }));
  await queryRows(tx, WRITE, [workspaceId, JSON.stringify(set)]);
  const moved = changed.filter(({ verdict, was }) => verdict !== was && (verdict === "human" || was === "human"));
  await oweSignalWakes(
    tx,
    moved.map(({ id }) => id),
  );
}

// in id order: two that judge the same signals take them in one order
const WRITE = `
update signal s set verdict = r.verdict, verdict_reasons = r.reasons, settles_at = to_timestamp(r.settles_ms / 1000)
from (select x.* from jsonb_to_recordset($2::text::jsonb) as x(id text, verdict text, reasons jsonb, settles_ms float8)
      join signal l on l.workspace_id = $1 and l.id = x.id order by x.id for no key update of l) r
where s.workspace_id = $1 and s.id = r.id and not s.verdict_fixed`;
