import { sql } from "drizzle-orm";
import { boolean, check, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { HoursLayer } from "@/core/schedule-hours";
import { createdAt, id, instant, json, workspaceId } from "./columns";

/** What a message is about, as the contact chooses. */
export const topic = pgTable(
  "topic",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    class: text("class").notNull().default("marketing"),
    /** Shown in the preference centre. */
    public: boolean("public").notNull().default(true),
    hours: json<HoursLayer>("hours"),
    /** Whether opens and clicks of its mails are counted. */
    tracked: boolean("tracked").notNull().default(true),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("topic_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("topic_name_once").on(t.workspaceId, t.name),
    check("topic_class", sql`${t.class} in ('marketing','sales','transactional')`),
  ],
);
