import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, newestFirst, workspaceId } from "./columns";

/** The local inbox of a sandbox workspace: full MIME as a provider would have got it. A repeated key is honoured once. */
export const sandboxMail = pgTable(
  "sandbox_mail",
  {
    id: id(),
    workspaceId: workspaceId(),
    idempotencyKey: text("idempotency_key").notNull(),
    touchId: text("touch_id"),
    fromAddress: text("from_address").notNull(),
    toAddress: text("to_address").notNull(),
    subject: text("subject").notNull(),
    raw: bytes("raw").notNull(),
    /** workspace time */
    receivedAt: instant("received_at").notNull(),
    openedAt: instant("opened_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("sandbox_mail_once").on(t.workspaceId, t.idempotencyKey),
    index("sandbox_mail_newest").on(t.workspaceId, newestFirst(t.receivedAt)),
    index("sandbox_mail_of_touch").on(t.workspaceId, t.touchId).where(sql`${t.touchId} is not null`),
  ],
);

/** Mail of Heed itself (verify address, reset, invitation) that nothing sends; belongs to no workspace. */
export const systemMail = pgTable(
  "system_mail",
  {
    id: id(),
    toAddress: text("to_address").notNull(),
    subject: text("subject").notNull(),
    html: text("html").notNull(),
    text: text("text").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("system_mail_newest").on(newestFirst(t.createdAt))],
);
