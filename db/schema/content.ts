import { integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, workspaceId } from "./columns";

/**
 * What was said, once per distinct text: subject, preview line and body as written, before merge. A touch holds the hash and
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
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.hash] })],
);

/** A link we wrote. The redirect only ever goes to a target stored here. Its id is stable over edits and versions. */
export const link = pgTable(
  "link",
  {
    id: id(),
    workspaceId: workspaceId(),
    /** sequence, broadcast or template it was written in */ ownerRef: text("owner_ref").notNull(),
    slot: text("slot").notNull(),
    url: text("url").notNull(),
    label: text("label").notNull().default(""),
    position: integer("position").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("link_once").on(t.workspaceId, t.ownerRef, t.slot, t.url)],
);
