import { sql } from "drizzle-orm";
import { boolean, date, index, integer, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, inWorkspace, json, newestFirst, updatedAt, workspaceId } from "./columns";
import { sender } from "./sender";

/** A hosted opt-in form: who confirms by mail may be written to about its topics. */
export const form = pgTable(
  "form",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    /** What people read. */
    title: text("title").notNull(),
    intro: text("intro").notNull().default(""),
    /** The words they agree to; kept with each consent as they were. */
    wording: text("wording").notNull(),
    button: text("button").notNull(),
    /** Empty: every topic. */
    topicIds: text("topic_ids").array().notNull().default(sql`'{}'::text[]`),
    askName: boolean("ask_name").notNull().default(true),
    /** Words of the mail that asks; empty: our own. The link is put below them. */
    mailSubject: text("mail_subject").notNull().default(""),
    mailText: text("mail_text").notNull().default(""),
    /** Who the mail with the confirmation link comes from. */
    senderId: text("sender_id").notNull(),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("form_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("form_name_once").on(t.workspaceId, sql`lower(${t.name})`).where(sql`${t.archivedAt} is null`),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.senderId }, { workspaceId: sender.workspaceId, id: sender.id }),
  ],
);

/**
 * One time somebody filled it in. Until it is confirmed it is a wish of an unknown: nobody is written to because of it but
 * once, to ask. Afterwards it is the proof of the consent: when, from where, what they read.
 */
export const formEntry = pgTable(
  "form_entry",
  {
    id: id(),
    workspaceId: workspaceId(),
    formId: text("form_id").notNull(),
    contactId: text("contact_id").notNull(),
    /** Frozen: what they read and for which topics. */
    wording: text("wording").notNull(),
    topicIds: text("topic_ids").array().notNull().default(sql`'{}'::text[]`),
    given: json<{ firstName: string | null; lastName: string | null }>("given").notNull(),
    requestedAt: instant("requested_at").notNull(),
    requestedFrom: text("requested_from"),
    confirmedAt: instant("confirmed_at"),
    confirmedFrom: text("confirmed_from"),
    confirmedWith: text("confirmed_with"),
    createdAt: createdAt(),
  },
  (t) => [
    index("form_entry_of_form").on(t.workspaceId, t.formId, newestFirst(t.requestedAt)),
    index("form_entry_of_contact").on(t.workspaceId, t.contactId),
    // the sweep: wishes that nobody confirmed
    index("form_entry_open").on(t.requestedAt).where(sql`${t.confirmedAt} is null`),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.formId }, { workspaceId: form.workspaceId, id: form.id }).onDelete(
      "cascade",
    ),
  ],
);

/** How many asked on a day and never confirmed: the number alone is kept when what they typed is deleted. */
export const formLapse = pgTable(
  "form_lapse",
  {
    workspaceId: workspaceId(),
    formId: text("form_id").notNull(),
    /** UTC. */
    day: date("day").notNull(),
    lapsed: integer("lapsed").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.formId, t.day] }),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.formId }, { workspaceId: form.workspaceId, id: form.id }).onDelete(
      "cascade",
    ),
  ],
);
