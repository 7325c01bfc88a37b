import { pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { Condition } from "@/core/audience";
import { createdAt, id, instant, json, updatedAt, workspaceId } from "./columns";

export const segment = pgTable(
  "segment",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    condition: json<Condition>("condition").notNull(),
    checkedAt: instant("checked_at"),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("segment_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("segment_name_once").on(t.workspaceId, t.name),
  ],
);
