import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, json, newestFirst, workspaceId } from "./columns";

/** A mail that came in and matches a person: what it says, what it is, and how we know. */
export const inboundMail = pgTable(
  "inbound_mail",
  {
    id: id(),
    workspaceId: workspaceId(),
    mailboxId: text("mailbox_id"),
    /** (mailbox, Message-ID), or a hash where there is none */
    dedupKey: text("dedup_key").notNull(),
    messageId: text("message_id"),
    personId: text("person_id"),
    contactId: text("contact_id"),
    touchId: text("touch_id"),
    signalId: text("signal_id"),
    matchMethod: text("match_method").notNull(),
    confidence: text("confidence").notNull(),
    class: text("class").notNull(),
    /** what a member said it is, if they corrected it */
    classFixed: text("class_fixed"),
    evidence: json<Record<string, unknown>[]>("evidence").notNull().default([]),
    returnsAt: instant("returns_at"),
    fromAddress: text("from_address").notNull(),
    fromName: text("from_name"),
    subject: text("subject").notNull().default(""),
    newText: text("new_text").notNull().default(""),
    text: text("text").notNull().default(""),
    html: text("html"),
    raw: bytes("raw"),
    sizeBytes: integer("size_bytes"),
    historical: boolean("historical").notNull().default(false),
    ownerId: text("owner_id"),
    handledAt: instant("handled_at"),
    handledBy: text("handled_by"),
    snoozedUntil: instant("snoozed_until"),
    sentAt: instant("sent_at"),
    receivedAt: instant("received_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("inbound_mail_once").on(t.workspaceId, t.dedupKey),
    index("inbound_mail_of_person").on(t.workspaceId, t.personId, newestFirst(t.receivedAt)),
    index("inbound_mail_open").on(t.workspaceId, t.receivedAt).where(sql`${t.handledAt} is null`),
    index("inbound_mail_of_touch").on(t.workspaceId, t.touchId),
  ],
);
