import { index, pgTable, text } from "drizzle-orm/pg-core";
import type { TriedCase, TriedPath } from "@/core/try-check";
import { createdAt, id, inWorkspace, json, workspaceId } from "./columns";
import { sequence } from "./sequence";

/** A tried case kept as a check: the person and what they do, and the way they took. Run again at publish. */
export const sequenceCheck = pgTable(
  "sequence_check",
  {
    id: id(),
    workspaceId: workspaceId(),
    sequenceId: text("sequence_id").notNull(),
    name: text("name").notNull(),
    tried: json<TriedCase>("tried").notNull(),
    expected: json<TriedPath>("expected").notNull(),
    /** whose facts it holds a copy of, for erasure; null: a described one */
    contactId: text("contact_id"),
    createdBy: text("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    index("sequence_check_of_sequence").on(t.workspaceId, t.sequenceId, t.createdAt),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.sequenceId },
      { workspaceId: sequence.workspaceId, id: sequence.id },
    ).onDelete("cascade"),
  ],
);
