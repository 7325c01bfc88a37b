import { sql } from "drizzle-orm";
import { pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { BrandRules } from "@/core/brand";
import { createdAt, id, json, updatedAt, workspaceId } from "./columns";

/** How the company's mails look and what they may not say; a team's row only narrows the workspace's. */
export const brand = pgTable(
  "brand",
  {
    id: id(),
    workspaceId: workspaceId(),
    /** null: the whole workspace */
    teamId: text("team_id"),
    rules: json<BrandRules>("rules").notNull(),
    updatedBy: text("updated_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [uniqueIndex("brand_once").on(t.workspaceId, sql`coalesce(${t.teamId}, '')`)],
);
