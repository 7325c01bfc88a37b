import { and, asc, count, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { type Tx, withWorkspace } from "@/db/client";
import { company } from "@/db/schema/company";
import { contact, contactTag } from "@/db/schema/contact";
import { contactWhere } from "@/server/services/contacts/filter";
import { nameOf } from "@/server/services/contacts/name-of";
import { contactFilterInput, listContactsInput, MOST_CHOSEN } from "@/server/services/contacts/schemas";
import { countFound, findNewest, onlyWords } from "@/server/services/contacts/search";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { cursorInstant, fromCursor, type Page, toPage } from "@/server/services/page";
import { suppressionsOf } from "@/server/services/suppressions/hits";

export interface ContactItem {
  readonly id: string;
  readonly personId: string;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** First and last name, else the address, else the customer's own id. */
  readonly name: string;
  readonly company: { readonly id: string; readonly name: string } | null;
  readonly ownerId: string | null;
  readonly tags: readonly string[];
  readonly suppressed: boolean;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

/** Contacts, newest first. `search` matches every word against part of address or name. @throws NotFoundError (segment) */
export async function listContacts(args: VerbArgs<typeof listContactsInput>): Promise<Page<ContactItem>> {
  const { ctx } = args;
  need(ctx, "read");
  const { limit, cursor, offset, ...filter } = parseInput(listContactsInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const words = onlyWords(filter);
    const rows =
      words === null
        ? await selectItems(
            tx,
            and(await contactWhere(tx, ctx, filter), cursor ? after(cursor) : undefined),
            limit + 1,
            offset,
          )
        : await selectFound(tx, ctx.workspaceId, words, {
            archived: filter.archived,
            cursor,
            offset,
            limit: limit + 1,
          });
    return toPage(
      rows,
      limit,
      (row) => [row.createdAt.getTime(), row.id],
      (row) => row,
    );
  });
}

/** How many contacts the filter leaves. @throws NotFoundError (segment) */
export async function countContacts(args: VerbArgs<typeof contactFilterInput>): Promise<{ count: number }> {
  const { ctx } = args;
  need(ctx, "read");
  const filter = parseInput(contactFilterInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const words = onlyWords(filter);
    if (words !== null) return { count: await countFound(tx, words, filter.archived) };
    const [row] = await tx
      .select({ count: count() })
      .from(contact)
      .where(await contactWhere(tx, ctx, filter));
    return { count: row?.count ?? 0 };
  });
}

/** Ids of everybody the filter leaves, newest first, at most ten thousand: who is chosen by "select all". @throws NotFoundError (segment) */
export async function chooseContacts(args: VerbArgs<typeof contactFilterInput>): Promise<string[]> {
  const { ctx } = args;
  need(ctx, "read");
  const filter = parseInput(contactFilterInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const words = onlyWords(filter);
    if (words !== null)
      return findNewest(tx, words, { archived: filter.archived, after: null, offset: 0, limit: MOST_CHOSEN });
    const rows = await tx
      .select({ id: contact.id })
      .from(contact)
      .where(await contactWhere(tx, ctx, filter))
      .orderBy(desc(contact.createdAt), asc(contact.id))
      .limit(MOST_CHOSEN);
    return rows.map(({ id }) => id);
  });
}

async function selectFound(
  tx: Tx,
  workspaceId: string,
  words: readonly string[],
  page: { archived: boolean; cursor: string | null | undefined; offset: number; limit: number },
): Promise<ContactItem[]> {
  const { archived, cursor, offset, limit } = page;
  const ids = await findNewest(tx, words, { archived, after: cursor ? placeOf(cursor) : null, offset, limit });
  if (ids.length === 0) return [];
  return selectItems(tx, and(eq(contact.workspaceId, workspaceId), inArray(contact.id, ids)), limit);
}

function placeOf(cursor: string): [at: string, id: string] {
  const [at, id] = fromCursor(cursor);
  return [cursorInstant(at).toISOString(), String(id)];
}

function after(cursor: string): SQL | undefined {
  const [created, id] = placeOf(cursor);
  return or(
    sql`${contact.createdAt} < ${created}::timestamptz`,
    and(sql`${contact.createdAt} = ${created}::timestamptz`, sql`${contact.id} > ${id}`),
  );
}

/**
 * Rows of a list, newest first: one query for the contacts, one for their tags. What is looked up for a row is looked up for
 * those of the page alone, however many lie before it.
 */
export async function selectItems(tx: Tx, where: SQL | undefined, limit: number, offset = 0): Promise<ContactItem[]> {
  const page = tx
    .select({ pageId: contact.id })
    .from(contact)
    .where(where)
    .orderBy(desc(contact.createdAt), asc(contact.id))
    .limit(limit)
    .offset(offset)
    .as("page");
  const rows = await tx
    .select({
      id: contact.id,
      workspaceId: contact.workspaceId,
      personId: contact.personId,
      email: contact.email,
      externalId: contact.externalId,
      firstName: contact.firstName,
      lastName: contact.lastName,
      companyId: company.id,
      companyName: company.name,
      ownerId: contact.ownerId,
      createdAt: contact.createdAt,
      archivedAt: contact.archivedAt,
      suppressed: sql<boolean>`exists (select 1 from ${sql.raw(suppressionsOf("contact"))} s)`,
    })
    .from(page)
    .innerJoin(contact, eq(contact.id, page.pageId))
    .leftJoin(company, and(eq(company.workspaceId, contact.workspaceId), eq(company.id, contact.companyId)))
    .orderBy(desc(contact.createdAt), asc(contact.id));
  const [first] = rows;
  if (!first) return [];
  const tags = await tx
    .select({ contactId: contactTag.contactId, tag: contactTag.tag })
    .from(contactTag)
    .where(
      and(
        eq(contactTag.workspaceId, first.workspaceId),
        inArray(
          contactTag.contactId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(contactTag.tag));
  const tagsOf = new Map<string, string[]>(rows.map(({ id }) => [id, []]));
  for (const { contactId, tag } of tags) tagsOf.get(contactId)?.push(tag);
  return rows.map(({ workspaceId: _, companyId, companyName, externalId, ...row }) => ({
    ...row,
    name: nameOf({ ...row, externalId }),
    company: companyId === null ? null : { id: companyId, name: companyName ?? "" },
    tags: tagsOf.get(row.id) ?? [],
  }));
}
