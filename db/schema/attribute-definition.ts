import { sql } from "drizzle-orm";
import { check, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { AttributeType } from "@/core/attribute";
import { createdAt, id, updatedAt, workspaceId } from "./columns";

/** What a field of the workspace's own means. Keys that contacts have and nobody defined stay as they are. */
export const attributeDefinition = pgTable(
  "attribute_definition",
  {
    id: id(),
    workspaceId: workspaceId(),
    /** As contacts carry it; never changed. */
    key: text("key").notNull(),
    label: text("label").notNull(),
    type: text("type").$type<AttributeType>().notNull(),
    /** What to choose among, in the order shown; empty unless the type is `option`. */
    options: text("options").array().notNull().default(sql`'{}'::text[]`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("attribute_definition_key_once").on(t.workspaceId, t.key),
    check("attribute_definition_type", sql`${t.type} in ('text','number','date','boolean','option')`),
  ],
);
