import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { EnrollmentState } from "@/core/enrollment";
import { bytes, createdAt, id, instant, inWorkspace, json, newestFirst, workspaceId } from "./columns";

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
    /** where its author wants the answer, if not there */
    replyTo: text("reply_to"),
    subject: text("subject").notNull().default(""),
    newText: text("new_text").notNull().default(""),
    text: text("text").notNull().default(""),
    html: text("html"),
    raw: bytes("raw"),
    sizeBytes: integer("size_bytes"),
    historical: boolean("historical").notNull().default(false),
    ownerId: text("owner_id"),
    /** whom an answer by somebody else on the thread comes from, once a member has said: same · other */
    senderIs: text("sender_is"),
    handledAt: instant("handled_at"),
    handledBy: text("handled_by"),
    snoozedUntil: instant("snoozed_until"),
    /** owner and team lead were told that nobody has answered */
    lateToldAt: instant("late_told_at"),
    sentAt: instant("sent_at"),
    receivedAt: instant("received_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("inbound_mail_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("inbound_mail_once").on(t.workspaceId, t.dedupKey),
    index("inbound_mail_of_person").on(t.workspaceId, t.personId, newestFirst(t.receivedAt)),
    index("inbound_mail_open").on(t.workspaceId, t.receivedAt).where(sql`${t.handledAt} is null`),
    index("inbound_mail_of_touch").on(t.workspaceId, t.touchId),
    check("inbound_mail_sender_is", sql`${t.senderIs} in ('same','other')`),
  ],
);

/** What a reply did, one row an enrollment and one for each thing about the person: shown, and what a correction undoes. */
export const replyEffect = pgTable(
  "reply_effect",
  {
    id: id(),
    workspaceId: workspaceId(),
    inboundMailId: text("inbound_mail_id").notNull(),
    /** stopped · paused · went_on · suppressed · barred · asked */
    kind: text("kind").notNull(),
    enrollmentId: text("enrollment_id"),
    /** the enrollment as it stood when the reply came */
    before: json<EnrollmentState>("before"),
    /** an earlier bar that this one replaced */
    barredUntil: instant("barred_until"),
    barredBy: text("barred_by"),
    /** workspace time */
    doneAt: instant("done_at").notNull(),
    undoneAt: instant("undone_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("reply_effect_of_mail").on(t.workspaceId, t.inboundMailId),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.inboundMailId },
      { workspaceId: inboundMail.workspaceId, id: inboundMail.id },
    ).onDelete("cascade"),
    check("reply_effect_kind", sql`${t.kind} in ('stopped','paused','went_on','suppressed','barred','asked')`),
  ],
);

/** A text members answer with, with merge tags. */
export const savedAnswer = pgTable(
  "saved_answer",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    body: text("body").notNull(),
    createdBy: text("created_by"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("saved_answer_name_once").on(t.workspaceId, sql`lower(${t.name})`)],
);
