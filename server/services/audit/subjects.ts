import { and, eq, inArray, sql } from "drizzle-orm";
import { type AuditNameOf, EXPORT } from "@/core/audit-about";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { contact } from "@/db/schema/contact";
import { AUDIT_NAMES } from "@/server/services/audit/names-sql";
import { nameOf } from "@/server/services/contacts/name-of";
import { exportTables, isExportKind } from "@/server/services/exports/tables";

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

/** What the things, colleagues and kinds of the log are called today; of what is gone, what the log itself wrote down. */
export async function readAuditNames(tx: Tx, workspaceId: string, refs: readonly string[]): Promise<AuditNameOf> {
  const ids = [...new Set(refs)];
  const rows =
    ids.length === 0 ? [] : await queryRows<{ id: string; name: string }>(tx, AUDIT_NAMES, [workspaceId, ids]);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (ref) => names.get(ref) ?? exportName(ref);
}

function exportName(ref: string): string | null {
  const kind = ref.startsWith(EXPORT) ? ref.slice(EXPORT.length) : "";
  return isExportKind(kind) ? exportTables[kind].label.toLowerCase() : null;
}
