import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { EnrollmentState, VisitRecord } from "@/core/enrollment";
import { createdAt, id, instant, inWorkspace, json, newestFirst, workspaceId } from "./columns";
import { contact } from "./contact";
import { person } from "./person";
import { sequence, sequenceVersion } from "./sequence";

/** One contact's passage through one version. This row is the truth; the engine is only the alarm clock. */
export const enrollment = pgTable(
  "enrollment",
  {
    id: id(),
    workspaceId: workspaceId(),
    sequenceId: text("sequence_id").notNull(),
    versionId: text("version_id").notNull(),
    contactId: text("contact_id").notNull(),
    personId: text("person_id").notNull(),
    /** active · finished */
    status: text("status").notNull().default("active"),
    state: json<EnrollmentState>("state").notNull(),
    /** copied out of `state` for counting and querying */
    nodeId: text("node_id"),
    endReason: text("end_reason"),
    /** when time alone would wake it, workspace time; null while only something else can */
    wakeAt: instant("wake_at"),
    pausedUntil: instant("paused_until"),
    pauseReason: text("pause_reason"),
    /** false: no signal and no fact could move it where it stands (a delay, no exit rule): none wakes it */
    listens: boolean("listens").notNull().default(true),
    /** fence: steps of a run with an older epoch do nothing */
    epoch: integer("epoch").notNull().default(1),
    /** engine steps of the current epoch; a successor takes over after 400 */
    stepsInEpoch: integer("steps_in_epoch").notNull().default(0),
    /** real time of the last step: the sweep restarts what is overdue */
    lastStepAt: instant("last_step_at"),
    /** what makes entering the same thing twice one row: "once", a correlation key, or the signal's id */
    entryKey: text("entry_key").notNull(),
    source: text("source").notNull(),
    entrySignalId: text("entry_signal_id"),
    enteredAt: instant("entered_at").notNull(),
    endedAt: instant("ended_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("enrollment_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("enrollment_entry_once").on(t.workspaceId, t.sequenceId, t.contactId, t.entryKey),
    index("enrollment_of_person").on(t.workspaceId, t.personId, newestFirst(t.enteredAt)),
    // counts per node, people of a step
    index("enrollment_by_node")
      .on(t.workspaceId, t.sequenceId, t.versionId, t.nodeId)
      .where(sql`${t.status} = 'active'`),
    // reports: who reached a goal in a range of days
    index("enrollment_ended").on(t.workspaceId, t.endedAt).where(sql`${t.status} = 'finished'`),
    // the sweep and the sandbox clock: what is due
    index("enrollment_due").on(t.workspaceId, t.wakeAt).where(sql`${t.status} = 'active' and ${t.wakeAt} is not null`),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.sequenceId },
      { workspaceId: sequence.workspaceId, id: sequence.id },
    ),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.versionId },
      { workspaceId: sequenceVersion.workspaceId, id: sequenceVersion.id },
    ),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.contactId }, { workspaceId: contact.workspaceId, id: contact.id }),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.personId }, { workspaceId: person.workspaceId, id: person.id }),
    check("enrollment_status", sql`${t.status} in ('active','finished')`),
    check("enrollment_end", sql`(${t.status} = 'finished') = (${t.endedAt} is not null)`),
  ],
);

/** One entry into a node: the past of the journey, with the frozen data of every decision. */
export const visit = pgTable(
  "visit",
  {
    id: id(),
    workspaceId: workspaceId(),
    enrollmentId: text("enrollment_id").notNull(),
    versionId: text("version_id").notNull(),
    /** 1, 2, 3… along the path: the stamps on the canvas */
    ordinal: integer("ordinal").notNull(),
    nodeId: text("node_id").notNull(),
    /** how many times this node has been entered, this time included */
    number: integer("number").notNull(),
    enteredAt: instant("entered_at").notNull(),
    leftAt: instant("left_at"),
    outlet: text("outlet"),
    record: json<VisitRecord>("record").notNull(),
  },
  (t) => [
    uniqueIndex("visit_once").on(t.workspaceId, t.enrollmentId, t.ordinal),
    index("visit_by_node").on(t.workspaceId, t.versionId, t.nodeId, t.outlet),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.enrollmentId },
      { workspaceId: enrollment.workspaceId, id: enrollment.id },
    ).onDelete("cascade"),
  ],
);

/** Something an enrollment must look at. Owed until eaten: the relay keeps waking until `eaten_at` is set. */
export const wake = pgTable(
  "wake",
  {
    id: id(),
    workspaceId: workspaceId(),
    enrollmentId: text("enrollment_id").notNull(),
    /** signal · touch · due · member · clock · resume */
    cause: text("cause").notNull(),
    ref: text("ref").notNull().default(""),
    attempts: integer("attempts").notNull().default(0),
    /** real time of the next knock (at once, then after 1, 5, 25 s; then the sweep) */
    nextKnockAt: instant("next_knock_at").default(sql`now()`),
    eatenAt: instant("eaten_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("wake_once").on(t.workspaceId, t.enrollmentId, t.cause, t.ref).where(sql`${t.eatenAt} is null`),
    index("wake_owed").on(t.nextKnockAt).where(sql`${t.eatenAt} is null`),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.enrollmentId },
      { workspaceId: enrollment.workspaceId, id: enrollment.id },
    ).onDelete("cascade"),
  ],
);
