import { index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, inWorkspace, workspaceId } from "./columns";
import { contact } from "./contact";
import { sequence } from "./sequence";

/** A live trigger that is judged by what holds (tag, segment) or by time (date), and until when it has been. */
export const triggerWatch = pgTable(
  "trigger_watch",
  {
    /** the sequence's id: a sequence has one entry */
    id: id(),
    workspaceId: workspaceId(),
    kind: text("kind").notNull(),
    ref: text("ref").notNull(),
    /** workspace time */
    checkedAt: instant("checked_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index("trigger_watch_of_workspace").on(t.workspaceId, t.checkedAt),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.id },
      { workspaceId: sequence.workspaceId, id: sequence.id },
    ).onDelete("cascade"),
  ],
);

/** Somebody for whom the trigger's tag or segment holds: entering happens at the edge, when a mark is made. */
export const triggerMark = pgTable(
  "trigger_mark",
  {
    /** `sequence/contact` */
    id: id(),
    workspaceId: workspaceId(),
    sequenceId: text("sequence_id").notNull(),
    contactId: text("contact_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("trigger_mark_once").on(t.workspaceId, t.sequenceId, t.contactId),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.contactId },
      { workspaceId: contact.workspaceId, id: contact.id },
    ).onDelete("cascade"),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.sequenceId },
      { workspaceId: sequence.workspaceId, id: sequence.id },
    ).onDelete("cascade"),
  ],
);
