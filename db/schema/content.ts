import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { BodyLink } from "@/core/merge-link";
import { createdAt, json, workspaceId } from "./columns";

/**
 * What was said, once per distinct text: subject, preview line and body as written, before merge, with its links. A touch holds the hash and
 * its own merge data; both together give the very mail again.
 */
export const content = pgTable(
  "content",
  {
    workspaceId: workspaceId(),
    hash: text("hash").notNull(),
    subject: text("subject").notNull(),
    preview: text("preview").notNull().default(""),
    body: text("body").notNull(),
    /** tracked links of the body with their stable ids; the redirect only ever goes to one of these, merged */
    links: json<readonly BodyLink[]>("links").notNull().default([]),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.hash] })],
);
