import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Tx, withOwner } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { systemContext } from "@/server/services/context";
import { enterSequences } from "@/server/services/enrollments/enter";
import { watchTriggers } from "@/server/services/enrollments/watch-triggers";
import { insideOf, lockWatch, type Watched } from "@/server/services/enrollments/watched";

/** People who enter in one transaction. */
const SET = 200;

/**
 * Judges the triggers by tag and segment for contacts whose facts changed, or for all (null: hourly). Somebody enters at the
 * edge: when the tag or segment begins to hold. Who was in it when the trigger went live
 * is marked already (begin-watch.ts) and does not enter. Gives how many did.
 */
export async function enterByFacts(workspaceId: string, contactIds: readonly string[] | null): Promise<number> {
  const triggers = await withOwner((tx) => watchTriggers(tx, workspaceId, ["tag", "segment"]));
  let entered = 0;
  for (const trigger of triggers) {
    for (let next: string | null = ""; next !== null; ) {
      const after: string = next;
      const found = await withOwner((tx) => judge(tx, workspaceId, trigger, contactIds, after));
      entered += found.entered;
      next = found.last;
    }
  }
  return entered;
}

/** The next set in order of ids; those in whom it holds no more are told before the first. `last` is null when there are no more. */
async function judge(
  tx: Tx,
  workspaceId: string,
  trigger: Watched,
  contactIds: readonly string[] | null,
  after: string,
) {
  if (!(await lockWatch(tx, trigger))) return { last: null, entered: 0 };
  const ctx = systemContext({ workspaceId, name: "trigger", offsetMs: trigger.offsetMs });
  const inside = await insideOf(tx, ctx, trigger);
  if (inside === null) return { last: null, entered: 0 };
  const asked = and(
    eq(contact.workspaceId, workspaceId),
    isNull(contact.archivedAt),
    contactIds === null ? undefined : inArray(contact.id, [...contactIds]),
  );
  if (after === "") {
    await tx.execute(sql`
      delete from trigger_mark m using contact
      where m.workspace_id = ${workspaceId} and m.sequence_id = ${trigger.sequenceId}
        and contact.workspace_id = m.workspace_id and contact.id = m.contact_id and ${asked} and not (${inside})`);
  }
  const rows = await tx.execute<{ contact_id: string }>(sql`
    insert into trigger_mark (id, workspace_id, sequence_id, contact_id)
    select ${trigger.sequenceId} || '/' || contact.id, contact.workspace_id, ${trigger.sequenceId}, contact.id
    from contact
    where ${asked} and ${inside} and contact.id > ${after}
      and not exists (select 1 from trigger_mark m where m.workspace_id = contact.workspace_id
                      and m.sequence_id = ${trigger.sequenceId} and m.contact_id = contact.id)
    order by contact.id limit ${SET}
    on conflict (workspace_id, sequence_id, contact_id) do nothing
    returning contact_id`);
  const outcomes = await enterSequences(
    tx,
    Array.from(rows, (row) => ({
      workspaceId,
      sequenceId: trigger.sequenceId,
      contactId: row.contact_id,
      by: trigger.kind === "tag" ? ("tag" as const) : ("segment" as const),
    })),
  );
  const last = rows.length < SET ? null : (rows.at(-1)?.contact_id ?? null);
  return { last, entered: outcomes.filter(({ ok }) => ok).length };
}
