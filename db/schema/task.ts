import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, newestFirst, workspaceId } from "./columns";

/** A to-do for a member, made by a task step, a reply to be judged, or by hand. */
export const task = pgTable(
  "task",
  {
    id: id(),
    workspaceId: workspaceId(),
    /** effect key of the step that made it */
    key: text("key"),
    ownerId: text("owner_id"),
    personId: text("person_id"),
    contactId: text("contact_id"),
    enrollmentId: text("enrollment_id"),
    inboundMailId: text("inbound_mail_id"),
    title: text("title").notNull(),
    note: text("note").notNull().default(""),
    dueAt: instant("due_at"),
    doneAt: instant("done_at"),
    doneBy: text("done_by"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("task_once").on(t.workspaceId, t.key).where(sql`${t.key} is not null`),
    index("task_open").on(t.workspaceId, t.ownerId, t.dueAt).where(sql`${t.doneAt} is null`),
    index("task_of_person").on(t.workspaceId, t.personId),
  ],
);

/** A line for a member in the app (notify step, mailbox trouble, a reply nobody answered). */
export const notification = pgTable(
  "notification",
  {
    id: id(),
    workspaceId: workspaceId(),
    key: text("key"),
    memberId: text("member_id"),
    title: text("title").notNull(),
    body: text("body").notNull().default(""),
    href: text("href"),
    readAt: instant("read_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("notification_once").on(t.workspaceId, t.key).where(sql`${t.key} is not null`),
    index("notification_of_member").on(t.workspaceId, t.memberId, newestFirst(t.createdAt)),
  ],
);

/** How a member wants to hear of lines in the app by mail. No row: once a day. */
export const notificationChoice = pgTable(
  "notification_choice",
  {
    id: id(),
    workspaceId: workspaceId(),
    memberId: text("member_id").notNull(),
    /** off · daily · hourly */
    mail: text("mail").notNull().default("daily"),
    /** real time of the last digest */
    mailedAt: instant("mailed_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("notification_choice_once").on(t.workspaceId, t.memberId),
    check("notification_choice_mail", sql`${t.mail} in ('off','daily','hourly')`),
  ],
);
