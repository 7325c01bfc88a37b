import { and, eq, inArray } from "drizzle-orm";
import { toEmailKey } from "@/core/address";
import { inferZone } from "@/core/phone-country";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { member } from "@/db/schema/auth";
import { contact } from "@/db/schema/contact";
import { ConflictError, InvalidError, NotFoundError } from "@/server/services/errors";

export type ContactRow = typeof contact.$inferSelect;

export const contactTaken = {
  contact_email_once: () =>
    new ConflictError("There is a contact with this address", [
      { path: "email", message: "There is a contact with this address" },
    ]),
  contact_external_once: () =>
    new ConflictError("There is a contact with this id", [
      { path: "externalId", message: "There is a contact with this id" },
    ]),
};

/** @throws NotFoundError */
export async function findContact(tx: Tx, workspaceId: string, id: string): Promise<ContactRow> {
  const [row] = await tx
    .select()
    .from(contact)
    .where(and(eq(contact.workspaceId, workspaceId), eq(contact.id, id)));
  if (!row) throw new NotFoundError("contact");
  return row;
}

/** All of them or none. @throws NotFoundError when one is missing */
export async function findContacts(tx: Tx, workspaceId: string, ids: readonly string[]) {
  const wanted = [...new Set(ids)];
  const rows = await tx
    .select({ id: contact.id, personId: contact.personId })
    .from(contact)
    .where(and(eq(contact.workspaceId, workspaceId), inArray(contact.id, wanted)));
  if (rows.length !== wanted.length) throw new NotFoundError("contact");
  return rows;
}

/** @throws InvalidError at `ownerId` for somebody who does not work here */
export async function checkOwner(tx: Tx, workspaceId: string, ownerId: string | null | undefined): Promise<void> {
  if (ownerId === null || ownerId === undefined) return;
  const [row] = await tx
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.organizationId, workspaceId), eq(member.userId, ownerId)));
  if (!row) throw InvalidError.at("ownerId", "This person does not work here");
}

/** The columns that follow from an address. */
export const emailColumns = (email: string | null) => ({ email, emailKey: email === null ? null : toEmailKey(email) });

/** Zone columns: the one that was said, else the country's or the number's if it is of a single one, else unknown. */
export function zoneColumns(timeZone: string | null, country: string | null, phone: string | null) {
  if (timeZone !== null) return { timeZone, timeZoneSource: "explicit" };
  const inferred = inferZone(country, phone);
  return { timeZone: inferred?.zone ?? null, timeZoneSource: inferred?.source ?? null };
}

/** Adds tags to contacts; those they have already stay as they are. Gives whose tags are more than before. */
export async function addTags(
  tx: AnyTx,
  workspaceId: string,
  rows: readonly { contactId: string; tag: string }[],
): Promise<string[]> {
  if (rows.length === 0) return [];
  const set = rows.map((row) => ({ id: newId("tag"), contact_id: row.contactId, tag: row.tag }));
  const added = await queryRows<{ contact_id: string }>(tx, ADD_TAGS, [workspaceId, JSON.stringify(set)]);
  return added.map(({ contact_id }) => contact_id);
}

const ADD_TAGS = `
insert into contact_tag (id, workspace_id, contact_id, tag)
select id, $1::text, contact_id, tag from jsonb_to_recordset($2::text::jsonb) as r(id text, contact_id text, tag text)
on conflict do nothing
returning contact_id`;
