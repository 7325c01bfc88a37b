import { sql } from "drizzle-orm";
import { index, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, inWorkspace, json, newestFirst, updatedAt, workspaceId } from "./columns";
import { company } from "./company";
import { person } from "./person";

export type AttributeValue = string | number | boolean | null;

/** A person we may write to, by one address. Several contacts may be one person. */
export const contact = pgTable(
  "contact",
  {
    id: id(),
    workspaceId: workspaceId(),
    personId: text("person_id").notNull(),
    companyId: text("company_id"),
    /** The customer's own id of this person, if they gave one. */
    externalId: text("external_id"),
    email: text("email"),
    /** trimmed and lower-cased by core; what uniqueness and matching use */
    emailKey: text("email_key"),
    firstName: text("first_name"),
    lastName: text("last_name"),
    phone: text("phone"),
    country: text("country"),
    timeZone: text("time_zone"),
    /** explicit · country · phone · click · company · workspace */
    timeZoneSource: text("time_zone_source"),
    ownerId: text("owner_id"),
    attributes: json<Record<string, AttributeValue>>("attributes").notNull().default({}),
    source: text("source").notNull().default("hand"),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("contact_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("contact_email_once").on(t.workspaceId, t.emailKey).where(sql`${t.emailKey} is not null`),
    uniqueIndex("contact_external_once").on(t.workspaceId, t.externalId).where(sql`${t.externalId} is not null`),
    index("contact_by_person").on(t.workspaceId, t.personId),
    index("contact_by_company").on(t.workspaceId, t.companyId),
    index("contact_by_created").on(t.workspaceId, newestFirst(t.createdAt), t.id),
    // search by part of name or address
    index("contact_search").using(
      "gin",
      sql`(coalesce(${t.emailKey},'') || ' ' || lower(coalesce(${t.firstName},'')) || ' ' || lower(coalesce(${t.lastName},''))) gin_trgm_ops`,
    ),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.personId }, { workspaceId: person.workspaceId, id: person.id }),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.companyId }, { workspaceId: company.workspaceId, id: company.id }),
  ],
);

/**
 * Other names a contact is known by: an anonymous visitor's id (`anonymous`), or an own id that was given up for another
 * (`user`). Only for finding; the contact keeps its own id and address.
 */
export const contactAlias = pgTable(
  "contact_alias",
  {
    id: id(),
    workspaceId: workspaceId(),
    contactId: text("contact_id").notNull(),
    /** `anonymous:…` or `user:…` */
    alias: text("alias").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("contact_alias_once").on(t.workspaceId, t.alias),
    index("contact_alias_of_contact").on(t.workspaceId, t.contactId),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.contactId },
      { workspaceId: contact.workspaceId, id: contact.id },
    ).onDelete("cascade"),
  ],
);

export const contactTag = pgTable(
  "contact_tag",
  {
    id: id(),
    workspaceId: workspaceId(),
    contactId: text("contact_id").notNull(),
    tag: text("tag").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("contact_tag_once").on(t.workspaceId, t.contactId, t.tag),
    index("contact_tag_by_tag").on(t.workspaceId, t.tag),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.contactId },
      { workspaceId: contact.workspaceId, id: contact.id },
    ).onDelete("cascade"),
  ],
);
