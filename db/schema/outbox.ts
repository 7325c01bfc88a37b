import { sql } from "drizzle-orm";
import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant, json, workspaceId } from "./columns";

/** Events written with the rows that cause them; the relay sends each with its id as event id, at least once. */
export const outbox = pgTable(
  "outbox",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    data: json<Record<string, unknown>>("data").notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at").notNull().default(sql`now()`),
    sentAt: instant("sent_at"),
    lastError: text("last_error"),
    createdAt: createdAt(),
  },
  (t) => [
    index("outbox_owed").on(t.nextAttemptAt).where(sql`${t.sentAt} is null`),
    index("outbox_sent").on(t.sentAt).where(sql`${t.sentAt} is not null`),
  ],
);
