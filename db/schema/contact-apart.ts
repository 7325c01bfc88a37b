import { sql } from "drizzle-orm";
import { check, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, inWorkspace, workspaceId } from "./columns";
import { contact } from "./contact";

/** Two contacts a member looked at and said of: not one person. Their ids stand in order. */
export const contactApart = pgTable(
  "contact_apart",
  {
    id: id(),
    workspaceId: workspaceId(),
    contactId: text("contact_id").notNull(),
    otherId: text("other_id").notNull(),
    saidBy: text("said_by"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("contact_apart_once").on(t.workspaceId, t.contactId, t.otherId),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.contactId },
      { workspaceId: contact.workspaceId, id: contact.id },
    ).onDelete("cascade"),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.otherId },
      { workspaceId: contact.workspaceId, id: contact.id },
    ).onDelete("cascade"),
    check("contact_apart_in_order", sql`${t.contactId} < ${t.otherId}`),
  ],
);
