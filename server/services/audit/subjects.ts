import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { contact } from "@/db/schema/contact";
import { nameOf } from "@/server/services/contacts/name-of";

/** A person of the log, by the contact one opens. */
export interface AuditContact {
  readonly id: string;
  readonly name: string;
}

/** The log holds ids alone; who these people are is read beside it. Of somebody with several addresses the first; nobody who was erased. */
export async function readAuditContacts(
  tx: Tx,
  workspaceId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, AuditContact>> {
  if (personIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([contact.personId], {
      personId: contact.personId,
      id: contact.id,
      firstName: contact.firstName,
      lastName: contact.lastName,
      email: contact.email,
      externalId: contact.externalId,
    })
    .from(contact)
    .where(
      and(
        eq(contact.workspaceId, workspaceId),
        inArray(contact.personId, [...personIds]),
        sql`coalesce(${contact.email}, ${contact.firstName}, ${contact.lastName}, ${contact.externalId}) is not null`, // not erased
      ),
    )
    .orderBy(contact.personId, contact.createdAt);
  return new Map(rows.map((row) => [row.personId, { id: row.id, name: nameOf(row) }]));
}

/** What things of the log are called that no screen has read already. */
export async function readAuditNames(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows<{ id: string; name: string }>(tx, NAMES, [workspaceId, ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

// a key that was revoked is gone: the log itself knows what it was called
const NAMES = `
select id, name from broadcast where workspace_id = $1::text and id = any($2::text[])
union all select id, name from company where workspace_id = $1::text and id = any($2::text[])
union all select id, name from mail_template where workspace_id = $1::text and id = any($2::text[])
union all select id, name from form where workspace_id = $1::text and id = any($2::text[])
union all select id, domain from listed_domain where workspace_id = $1::text and id = any($2::text[])
union all select id, address from mailbox where workspace_id = $1::text and id = any($2::text[])
union all select id, number from listed_phone where workspace_id = $1::text and id = any($2::text[])
union all select id, file_name from import_job where workspace_id = $1::text and id = any($2::text[])
union all select subject_ref, data->>'name' from audit
  where workspace_id = $1::text and subject_ref = any($2::text[]) and action = 'key.created'`;
