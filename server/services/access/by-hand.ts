import { addMs, DAY_MS, toDate } from "@/core/instant";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import type { Recipient } from "@/server/services/leaving/open-door";

/** A month is the law's (GDPR art. 12 (3)); the shortest has 28 days. */
const ANSWER_MS = 28 * DAY_MS;

/** Whether nothing at all may be written to this address, not even what they ask for. */
export async function isClosed(tx: Tx, { workspaceId, personId, contactId }: Recipient): Promise<boolean> {
  const rows = await queryRows(tx, CLOSED, [workspaceId, personId, contactId]);
  return rows.length > 0;
}

/** Makes the request a task of the contact's owner; asked again, the same one is open again. */
export async function answerByHand(tx: Tx, who: Recipient): Promise<void> {
  await queryRows(tx, TASK, [
    newId("task"),
    who.workspaceId,
    `person-file/${who.personId}`,
    who.personId,
    who.contactId,
    "Asks for everything we hold about them",
    "Their address may not be written to, so no mail was sent. Check who they are and answer another way: the file is under “Everything we hold” on their page.",
    toDate(addMs(who.now, ANSWER_MS)).toISOString(),
  ]);
}

// by the person or by the hash of the address the mail would go to
const CLOSED = `
select 1 from suppression s
where s.workspace_id = $1 and s.lifted_at is null and s.scope = 'all' and (s.person_id = $2 or s.email_hash in (
  select encode(sha256(convert_to(c.email_key, 'UTF8')), 'hex') from contact c
  where c.workspace_id = $1 and c.id = $3 and c.email_key is not null))
limit 1`;

const TASK = `
insert into task (id, workspace_id, key, owner_id, person_id, contact_id, title, note, due_at)
select $1, $2, $3, c.owner_id, $4, c.id, $6, $7, $8::timestamptz from contact c where c.workspace_id = $2 and c.id = $5
on conflict (workspace_id, key) where key is not null do update
  set done_at = null, done_by = null, due_at = excluded.due_at where task.done_at is not null`;
