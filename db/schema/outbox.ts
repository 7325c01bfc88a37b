import { sql } from "drizzle-orm";
import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant, json, workspaceId } from "./columns";

/** What the relay of events sends; the others are judged where they lie. */
const IS_EVENT = sql`name not in ('signal/recorded', 'contact/changed')`;

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
    // sent to the engine, and judged where they lie: each kind is looked for by itself, and a look must cost nothing
    index("outbox_events_owed").on(t.nextAttemptAt).where(sql`${t.sentAt} is null and ${IS_EVENT}`),
    index("outbox_judged_owed")
      .on(t.name, t.nextAttemptAt)
      .where(sql`${t.sentAt} is null and name in ('signal/recorded', 'contact/changed')`),
    index("outbox_sent").on(t.sentAt).where(sql`${t.sentAt} is not null`),
  ],
);
