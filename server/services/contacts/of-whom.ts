import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import { toEmailKey } from "@/core/address";
import { contact } from "@/db/schema/contact";
import { fromCursor, pageInput } from "@/server/services/page";

const instant = z.iso.datetime({ offset: true, error: "ISO 8601 with an offset, 2026-05-01T10:00:00Z" });

/** Input of every list of what was sent to people and what they did: a page, of whom, and from when to when. */
export const historyInput = pageInput.extend({
  contactId: z.string().min(1).max(64).optional(),
  /** Of the contact with this very address. */
  email: z.string().min(1).max(254).optional(),
  /** This instant counts, `until` does not. */
  since: instant.optional(),
  until: instant.optional(),
});

interface History {
  readonly workspaceId: AnyPgColumn;
  readonly id: AnyPgColumn;
  readonly contactId: AnyPgColumn;
  /** Whose contact that is: by this one an index finds them. */
  readonly personId: AnyPgColumn;
  /** What `since` and `until` are about. */
  readonly at: AnyPgColumn;
}

/** The `where` of such a list. Ids sort by when they were made: the last made stands first, and the cursor is an id. */
export function historyWhere(
  workspaceId: string,
  of: History,
  { contactId, email, since, until, cursor }: z.output<typeof historyInput>,
): SQL | undefined {
  const [last] = cursor ? fromCursor(cursor) : [];
  const key = email === undefined ? undefined : (toEmailKey(email) ?? "");
  return and(
    eq(of.workspaceId, workspaceId),
    contactId === undefined ? undefined : ofContact(workspaceId, of, sql`c.id = ${contactId}`),
    key === undefined ? undefined : ofContact(workspaceId, of, sql`c.email_key = ${key}`),
    since === undefined ? undefined : sql`${of.at} >= ${since}::timestamptz`,
    until === undefined ? undefined : sql`${of.at} < ${until}::timestamptz`,
    last === undefined ? undefined : sql`${of.id} < ${String(last)}`,
  );
}

function ofContact(workspaceId: string, of: Pick<History, "contactId" | "personId">, which: SQL): SQL | undefined {
  const found = (column: SQL) =>
    sql`(select ${column} from ${contact} c where c.workspace_id = ${workspaceId} and ${which})`;
  return and(inArray(of.contactId, found(sql`c.id`)), inArray(of.personId, found(sql`c.person_id`)));
}
