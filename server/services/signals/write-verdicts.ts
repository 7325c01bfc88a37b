import type { SignalVerdict } from "@/core/facts";
import { type AnyTx, queryRows } from "@/db/query-rows";
import type { Verdict } from "@/server/services/signals/judge-visits";
import { oweSignalWakes } from "@/server/services/signals/record";
import { announce } from "@/server/services/webhooks/announce";

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
  const human = moved.filter(({ verdict }) => verdict === "human").map(({ id }) => id);
  if (human.length > 0) await tellOthers(tx, workspaceId, human);
}

/** A reaction that turned out to be a person's is told now. */
async function tellOthers(tx: AnyTx, workspaceId: string, ids: readonly string[]): Promise<void> {
  const rows = await queryRows<Reaction>(tx, REACTIONS, [workspaceId, ids]);
  await announce(
    tx,
    rows.map((row) => ({
      workspaceId,
      event: row.kind === "open" ? ("message.opened" as const) : ("message.clicked" as const),
      ref: row.id,
      personId: row.person_id,
      data: { signalId: row.id, messageId: row.touch_id, contactId: row.contact_id, linkId: row.link_id },
    })),
  );
}

interface Reaction {
  id: string;
  kind: string;
  person_id: string;
  contact_id: string;
  touch_id: string | null;
  link_id: string | null;
}

const REACTIONS = `
select id, kind, person_id, contact_id, touch_id, link_id from signal
where workspace_id = $1 and id = any($2::text[]) and kind in ('open', 'click')`;

// in id order: two that judge the same signals take them in one order
const WRITE = `
update signal s set verdict = r.verdict, verdict_reasons = r.reasons, settles_at = to_timestamp(r.settles_ms / 1000)
from (select x.* from jsonb_to_recordset($2::text::jsonb) as x(id text, verdict text, reasons jsonb, settles_ms float8)
      join signal l on l.workspace_id = $1 and l.id = x.id order by x.id for no key update of l) r
where s.workspace_id = $1 and s.id = r.id and not s.verdict_fixed`;
