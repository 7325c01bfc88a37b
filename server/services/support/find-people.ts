import { and, eq, inArray, isNull, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { company } from "@/db/schema/company";
import { contact } from "@/db/schema/contact";
import { nameOf } from "@/server/services/contacts/name-of";
import { toPatterns } from "@/server/services/contacts/search";

export const PEOPLE_SHOWN = 20;

/** Somebody the question may be about. */
export interface FoundPerson {
  readonly contactId: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string | null;
  readonly company: string | null;
}

async function selectPeople(tx: Tx, where: SQL | undefined): Promise<FoundPerson[]> {
  const rows = await tx
    .select({
      contactId: contact.id,
      personId: contact.personId,
      firstName: contact.firstName,
      lastName: contact.lastName,
      email: contact.email,
      company: company.name,
    })
    .from(contact)
    .leftJoin(company, and(eq(company.workspaceId, contact.workspaceId), eq(company.id, contact.companyId)))
    .where(where)
    .limit(PEOPLE_SHOWN);
  return rows
    .map(({ firstName, lastName, ...row }) => ({ ...row, name: nameOf({ firstName, lastName, email: row.email }) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Whoever has one of these addresses. Index contact_email_once. */
export async function findByAddress(tx: Tx, workspaceId: string, emails: readonly string[]): Promise<FoundPerson[]> {
  if (emails.length === 0) return [];
  return selectPeople(tx, and(eq(contact.workspaceId, workspaceId), inArray(contact.emailKey, [...emails])));
}

export async function findByContact(tx: Tx, workspaceId: string, contactId: string): Promise<FoundPerson[]> {
  return selectPeople(tx, and(eq(contact.workspaceId, workspaceId), eq(contact.id, contactId)));
}

/** Whoever has every word in name or address, then who works at a company so called. Index contact_search. */
export async function findByWords(tx: Tx, workspaceId: string, words: readonly string[]): Promise<FoundPerson[]> {
  const patterns = toPatterns(words);
  if (patterns.length === 0) return [];
  const ids = await namesFound(tx, "find_contacts", patterns);
  const named =
    ids.length === 0 ? [] : await selectPeople(tx, and(eq(contact.workspaceId, workspaceId), inArray(contact.id, ids)));
  if (named.length >= PEOPLE_SHOWN) return named;
  const companies = await namesFound(tx, "find_companies", patterns);
  if (companies.length === 0) return named;
  const there = await selectPeople(
    tx,
    and(eq(contact.workspaceId, workspaceId), inArray(contact.companyId, companies), isNull(contact.archivedAt)),
  );
  const known = new Set(named.map(({ contactId }) => contactId));
  return [...named, ...there.filter(({ contactId }) => !known.has(contactId))].slice(0, PEOPLE_SHOWN);
}

async function namesFound(
  tx: Tx,
  by: "find_contacts" | "find_companies",
  patterns: readonly string[],
): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(tx, `select id from ${by}($1::text[], $2::int)`, [
    patterns,
    PEOPLE_SHOWN,
  ]);
  return rows.map(({ id }) => id);
}
