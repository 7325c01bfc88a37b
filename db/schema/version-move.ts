import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { EnrollmentState, VisitRecord } from "@/core/enrollment";
import type { Choices } from "@/core/migrate-choice";
import { createdAt, id, instant, inWorkspace, json, newestFirst, workspaceId } from "./columns";
import { enrollment } from "./enrollment";
import { sequence, sequenceVersion } from "./sequence";

/** People inside a sequence on their way to a new version, batch by batch: how far it is, and the way back (SEMANTICS §5). */
export const versionMove = pgTable(
  "version_move",
  {
    id: id(),
    workspaceId: workspaceId(),
    sequenceId: text("sequence_id").notNull(),
    toVersionId: text("to_version_id").notNull(),
    /** what was live before, for the way back; null when nothing was */
    fromVersionId: text("from_version_id"),
    /** moving · moved · undoing · undone · failed */
    state: text("state").notNull().default("moving"),
    choices: json<Choices>("choices").notNull(),
    /** the last enrollment looked at, forth or back */
    cursor: text("cursor").notNull().default(""),
    total: integer("total").notNull().default(0),
    /** by sender: how many mails of this move have a slot of its pace */
    paced: json<Record<string, number>>("paced").notNull(),
    /** counts the runs that worked on it: a lost one is followed by another */
    round: integer("round").notNull().default(1),
    /** real time: one that nobody works on is started again (sweep) */
    workedAt: instant("worked_at").notNull().default(sql`now()`),
    failure: text("failure"),
    createdBy: text("created_by"),
    /** workspace time */
    startedAt: instant("started_at").notNull(),
    undoneBy: text("undone_by"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("version_move_in_workspace").on(t.workspaceId, t.id),
    index("version_move_of_sequence").on(t.workspaceId, t.sequenceId, newestFirst(t.startedAt)),
    // two at once would pull at the same people
    uniqueIndex("version_move_one_at_a_time")
      .on(t.workspaceId, t.sequenceId)
      .where(sql`${t.state} in ('moving','undoing')`),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.sequenceId },
      { workspaceId: sequence.workspaceId, id: sequence.id },
    ),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.toVersionId },
      { workspaceId: sequenceVersion.workspaceId, id: sequenceVersion.id },
    ),
    check("version_move_state", sql`${t.state} in ('moving','moved','undoing','undone','failed')`),
  ],
);

/** The visit somebody stood in before a move. */
export interface OpenVisit {
  readonly ordinal: number;
  readonly record: VisitRecord;
}

/** One enrollment's move: what it was before and after, so that it can be put back while nothing has happened since. */
export const enrollmentMove = pgTable(
  "enrollment_move",
  {
    id: id(),
    workspaceId: workspaceId(),
    moveId: text("move_id").notNull(),
    enrollmentId: text("enrollment_id").notNull(),
    fromVersionId: text("from_version_id").notNull(),
    toVersionId: text("to_version_id").notNull(),
    fromNodeId: text("from_node_id"),
    toNodeId: text("to_node_id"),
    /** moved · in-flight (its mail leaves first) · stayed · undone · kept (something happened since) */
    state: text("state").notNull(),
    before: json<EnrollmentState>("before"),
    after: json<EnrollmentState>("after"),
    openVisit: json<OpenVisit>("open_visit"),
    /** workspace time */
    movedAt: instant("moved_at").notNull(),
    undoneAt: instant("undone_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("enrollment_move_once").on(t.workspaceId, t.moveId, t.enrollmentId),
    index("enrollment_move_of_enrollment").on(t.workspaceId, t.enrollmentId),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.moveId },
      { workspaceId: versionMove.workspaceId, id: versionMove.id },
    ).onDelete("cascade"),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.enrollmentId },
      { workspaceId: enrollment.workspaceId, id: enrollment.id },
    ).onDelete("cascade"),
    check("enrollment_move_state", sql`${t.state} in ('moved','in-flight','stayed','undone','kept')`),
  ],
);
