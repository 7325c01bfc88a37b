import { type AnyTx, queryRows } from "@/db/query-rows";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { oweWakes } from "@/server/services/enrollments/wake";

const PER_ROW = 100;

/**
 * To be called in the transaction that changed facts of contacts (attribute, tag, product fact, company, choice): judges
 * triggers by tag, segment and date, and wakes the enrollments whose exit rules, goals or waits may read the facts.
 */
export async function contactsChanged(
  tx: AnyTx,
  workspaceId: string,
  contactIds: readonly string[],
  except: { enrollmentId: string } | null = null,
): Promise<void> {
  const ids = [...new Set(contactIds)];
  if (ids.length === 0) return;
  const rows = [];
  for (let at = 0; at < ids.length; at += PER_ROW) {
    rows.push({ name: "contact/changed" as const, data: { workspaceId, contactIds: ids.slice(at, at + PER_ROW) } });
  }
  // one connection: sent together, answered in this order
  const [, active] = await Promise.all([
    queryRows(tx, LOCK_PEOPLE, [workspaceId, ids]),
    queryRows<{ id: string; contact_id: string; listens: boolean }>(tx, ACTIVE, [workspaceId, ids]),
    writeOutbox(tx, rows),
  ]);
  await oweWakes(
    tx,
    active
      .filter(({ id, listens }) => listens && id !== except?.enrollmentId)
      .map((one) => ({ workspaceId, enrollmentId: one.id, cause: "facts", ref: one.contact_id })),
  );
}

// before their enrollments, the order of every lock: a step may be under way, and the caller may ring their alarms next
const LOCK_PEOPLE = `
select 1 from person
where workspace_id = $1::text and id = any(array(
  select person_id from contact where workspace_id = $1::text and id = any($2::text[])))
order by id for no key update`;

// locked as in signals/record.ts: a step that is under way may be about to listen
const ACTIVE = `
select e.id, c.id as contact_id, e.listens from contact c
join enrollment e on e.workspace_id = c.workspace_id and e.person_id = c.person_id and e.status = 'active'
where c.workspace_id = $1::text and c.id = any($2::text[])
order by e.id
for share of e`;
