import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { contact } from "@/db/schema/contact";
import type { ServiceContext } from "@/server/services/context";
import { insideOf, lockSequenceRow, type Watched } from "@/server/services/enrollments/watched";

/**
 * Begins to watch what lets people in by tag, segment or date, in the transaction that makes the sequence live: who is in
 * the tag or segment at that moment is marked and does not enter, whoever comes later does. A watch and its marks are kept
 * over a publish that leaves the entry alone; `afresh` (resumed: nobody entered meanwhile, and nobody does for it now)
 * begins another.
 */
export async function beginWatch(
  tx: Tx,
  ctx: ServiceContext,
  sequenceId: string,
  how: "kept" | "afresh" = "kept",
): Promise<void> {
  await lockSequenceRow(tx, sequenceId);
  await queryRows(tx, FORGET, [ctx.workspaceId, sequenceId, how === "afresh"]);
  const [begun] = await queryRows<Pick<Watched, "kind" | "ref">>(tx, BEGIN, [ctx.workspaceId, sequenceId]);
  if (begun === undefined || begun.kind === "date") return;
  const inside = await insideOf(tx, ctx, begun);
  if (inside === null) return;
  // One statement, so that all are judged by the same moment; some seconds for 100,000.
  await tx.execute(sql`
    insert into trigger_mark (id, workspace_id, sequence_id, contact_id)
    select ${sequenceId} || '/' || contact.id, contact.workspace_id, ${sequenceId}, contact.id
    from contact
    where ${and(eq(contact.workspaceId, ctx.workspaceId), isNull(contact.archivedAt))} and ${inside}
    on conflict (workspace_id, sequence_id, contact_id) do nothing`);
}

const FORGET = `
with stale as (
  select w.id from trigger_watch w
  where w.workspace_id = $1::text and w.id = $2::text and ($3::boolean or not exists (
    select 1 from sequence_trigger t
    where t.workspace_id = w.workspace_id and t.sequence_id = w.id and t.kind = w.kind and t.ref = w.ref))
  for update),
marks as (delete from trigger_mark m using stale where m.workspace_id = $1::text and m.sequence_id = stale.id)
delete from trigger_watch w using stale where w.id = stale.id`;

const BEGIN = `
insert into trigger_watch (id, workspace_id, kind, ref, checked_at)
select t.sequence_id, t.workspace_id, t.kind, t.ref, now() + coalesce(w.clock_offset_ms, 0) * interval '1 millisecond'
from sequence_trigger t left join workspace_setting w on w.workspace_id = t.workspace_id
where t.workspace_id = $1::text and t.sequence_id = $2::text and t.kind in ('tag', 'segment', 'date')
on conflict (id) do nothing
returning kind, ref`;
