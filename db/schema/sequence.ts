import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { EnrollmentEvent } from "@/core/enrollment";
import type { Graph } from "@/core/graph";
import type { SequenceSettings } from "@/core/sequence-settings";
import { createdAt, id, instant, inWorkspace, json, newestFirst, updatedAt, workspaceId } from "./columns";
import { team } from "./team";

/** One event for all inside a sequence. `pass` tells one such event from a later one of the same words. */
export interface Carrying {
  readonly pass: string;
  readonly event: Extract<EnrollmentEvent, { type: "stop" | "pause" | "resume" }>;
}

/** The drawn thing. `draft` is its editable graph; publishing freezes it as a version. */
export const sequence = pgTable(
  "sequence",
  {
    id: id(),
    workspaceId: workspaceId(),
    teamId: text("team_id"),
    name: text("name").notNull(),
    /** draft (never published) · live · paused · archived */
    state: text("state").notNull().default("draft"),
    draft: json<Graph>("draft").notNull(),
    /** counts every saved draft; a save names the revision it was made on */
    draftRevision: integer("draft_revision").notNull().default(1),
    settings: json<SequenceSettings>("settings").notNull(),
    liveVersionId: text("live_version_id"),
    pausedAt: instant("paused_at"),
    /** stop: time stands still while paused · run: it runs on (SEMANTICS §5) */
    pausedClock: text("paused_clock"),
    /** What is happening to everybody inside, set by set, until it has happened to all; null: nothing */
    carrying: json<Carrying>("carrying"),
    /** real time; a pass that nobody has worked on for a minute is taken up by the sweep */
    carriedAt: instant("carried_at"),
    createdBy: text("created_by"),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("sequence_in_workspace").on(t.workspaceId, t.id),
    index("sequence_by_state").on(t.workspaceId, t.state, newestFirst(t.updatedAt)),
    index("sequence_carrying").on(t.carriedAt).where(sql`${t.carrying} is not null`),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.teamId }, { workspaceId: team.workspaceId, id: team.id }),
    check("sequence_state", sql`${t.state} in ('draft','live','paused','archived')`),
  ],
);

/** An immutable published graph; enrollments are pinned to one. */
export const sequenceVersion = pgTable(
  "sequence_version",
  {
    id: id(),
    workspaceId: workspaceId(),
    sequenceId: text("sequence_id").notNull(),
    number: integer("number").notNull(),
    graph: json<Graph>("graph").notNull(),
    settings: json<SequenceSettings>("settings").notNull(),
    note: text("note"),
    publishedBy: text("published_by"),
    publishedAt: instant("published_at").notNull(),
  },
  (t) => [
    unique("sequence_version_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("sequence_version_number").on(t.workspaceId, t.sequenceId, t.number),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.sequenceId },
      { workspaceId: sequence.workspaceId, id: sequence.id },
    ),
  ],
);

/** What makes people enter, kept apart from the graph so that an event finds its sequences by index. Written at publish. */
export const sequenceTrigger = pgTable(
  "sequence_trigger",
  {
    id: id(),
    workspaceId: workspaceId(),
    sequenceId: text("sequence_id").notNull(),
    versionId: text("version_id").notNull(),
    /** event · purchase · segment · tag · date · form */
    kind: text("kind").notNull(),
    /** event name, product key, segment id, tag, attribute, form id */
    ref: text("ref").notNull().default(""),
  },
  (t) => [
    uniqueIndex("sequence_trigger_once").on(t.workspaceId, t.sequenceId),
    index("sequence_trigger_by_ref").on(t.workspaceId, t.kind, t.ref),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.sequenceId },
      { workspaceId: sequence.workspaceId, id: sequence.id },
    ),
  ],
);
