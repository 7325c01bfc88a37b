import { sql } from "drizzle-orm";
import { date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, workspaceId } from "./columns";

/**
 * What one passage adds to the figures of its sequence: four lists of equal length, read side by side. A figure stands once for
 * each step (and outlet, or reason), with the instant it last happened: a range of days that ends today holds it or does not.
 */
export const enrollmentFigure = pgTable(
  "enrollment_figure",
  {
    workspaceId: workspaceId(),
    enrollmentId: text("enrollment_id").notNull(),
    sequenceId: text("sequence_id").notNull(),
    versionId: text("version_id").notNull(),
    /** "" where a figure is of the whole sequence */
    nodes: text("nodes").array().notNull(),
    figures: text("figures").array().notNull(),
    /** the outlet, or the reason of a hold; "" with all others */
    refs: text("refs").array().notNull(),
    /** null: it is so now, whenever it began */
    ats: instant("ats").array().notNull(),
    /** the newest of what "just happened" may show */
    lastAt: instant("last_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.enrollmentId] }),
    // just happened: the passages with the newest
    index("enrollment_figure_newest").on(t.workspaceId, t.sequenceId, t.versionId, t.lastAt),
  ],
);

/** How many passages add a figure: once for ever, and once on the workspace's day on which it last happened to them. */
export const sequenceFigure = pgTable(
  "sequence_figure",
  {
    workspaceId: workspaceId(),
    sequenceId: text("sequence_id").notNull(),
    versionId: text("version_id").notNull(),
    /** -infinity: ever */
    day: date("day").notNull(),
    nodeId: text("node_id").notNull(),
    figure: text("figure").notNull(),
    ref: text("ref").notNull(),
    count: integer("count").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.sequenceId, t.day, t.versionId, t.nodeId, t.figure, t.ref] })],
);

/** The zone in which a sequence's figures were put into days. Whoever writes figures locks this row first. */
export const figureBook = pgTable(
  "figure_book",
  {
    workspaceId: workspaceId(),
    sequenceId: text("sequence_id").notNull(),
    timeZone: text("time_zone").notNull(),
    /** when somebody looked and found more owed than a reader takes in (real time): the worker then waits for nothing */
    lookedAt: instant("looked_at"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.sequenceId] })],
);

/**
 * A passage whose figures are to be taken anew: written by triggers with whatever changed (migration 0028), only ever added,
 * so that nobody waits for anybody. Several rows of one passage are one debt.
 */
export const figureDebt = pgTable(
  "figure_debt",
  {
    workspaceId: workspaceId(),
    sequenceId: text("sequence_id").notNull(),
    enrollmentId: text("enrollment_id").notNull(),
    owedAt: instant("owed_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index("figure_debt_of_sequence").on(t.workspaceId, t.sequenceId, t.owedAt)],
);
