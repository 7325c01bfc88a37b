import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { toEmailKey } from "@/core/address";
import type { Tx } from "@/db/client";
import { contact } from "@/db/schema/contact";
import type { contactFilterInput } from "@/server/services/contacts/schemas";
import type { ServiceContext } from "@/server/services/context";
import { segmentFilter } from "@/server/services/segments/filter";

export type ContactFilter = z.output<typeof contactFilterInput>;

// the expression of the index contact_search
const searchable = sql`(coalesce(${contact.emailKey},'') || ' ' || lower(coalesce(${contact.firstName},'')) || ' ' || lower(coalesce(${contact.lastName},'')))`;

/** The `where` of a list of contacts. @throws NotFoundError for a segment that is not there */
export async function contactWhere(tx: Tx, ctx: ServiceContext, filter: ContactFilter): Promise<SQL | undefined> {
  const { search, email, externalId, tag, companyId, ownerId, segmentId, archived } = filter;
  return and(
    eq(contact.workspaceId, ctx.workspaceId),
    archived ? isNotNull(contact.archivedAt) : isNull(contact.archivedAt),
    ...searchTerms(search).map((term) => sql`${searchable} like ${`%${escapeLike(term)}%`}`),
    email === undefined ? undefined : eq(contact.emailKey, toEmailKey(email) ?? ""),
    externalId === undefined ? undefined : eq(contact.externalId, externalId),
    tag === undefined
      ? undefined
      : sql`exists (select 1 from contact_tag g where g.workspace_id = ${contact.workspaceId} and g.contact_id = ${contact.id} and g.tag = ${tag})`,
    companyId === undefined ? undefined : eq(contact.companyId, companyId),
    ownerId === undefined ? undefined : ownerId === null ? isNull(contact.ownerId) : eq(contact.ownerId, ownerId),
    segmentId === undefined ? undefined : await segmentFilter(tx, ctx, segmentId),
  );
}

const searchTerms = (search: string | undefined): string[] =>
  (search ?? "").toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);

const escapeLike = (term: string): string => term.replace(/[\\%_]/g, (sign) => `\\${sign}`);
