import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import type { ConsentBasis } from "@/core/facts";
import { createdAt, id, instant, json, newestFirst, workspaceId } from "./columns";

export type ImportProblem = { line: number; column?: string; cause: string; row: string };

/** Who did not enter the sequence, by reason (services/enrollments/decide-entry.ts); the first 500 of each by id. */
export type LeftOut = Readonly<Record<string, { readonly count: number; readonly contactIds: readonly string[] }>>;

/** A CSV on its way in: good rows are imported, bad ones listed with line and cause. */
export const importJob = pgTable(
  "import_job",
  {
    id: id(),
    workspaceId: workspaceId(),
    fileName: text("file_name").notNull(),
    csv: text("csv"),
    mapping: json<Record<string, string>>("mapping").notNull(),
    consent: json<{ basis: ConsentBasis; source: string; wording: string; topicId: string | null }>(
      "consent",
    ).notNull(),
    tags: text("tags").array(),
    enrollInSequenceId: text("enroll_in_sequence_id"),
    state: text("state").notNull().default("waiting"),
    /** rows read so far: a restarted import goes on here */
    cursor: integer("cursor").notNull().default(0),
    total: integer("total").notNull().default(0),
    created: integer("created").notNull().default(0),
    updated: integer("updated").notNull().default(0),
    /** rows of people an earlier row of the file was about; with those above and the problems they are all rows read */
    repeated: integer("repeated").notNull().default(0),
    /** known people whose own, stronger basis was kept */
    consentKept: integer("consent_kept").notNull().default(0),
    entered: integer("entered").notNull().default(0),
    leftOut: json<LeftOut>("left_out").notNull().default({}),
    /** the first 1,000 of them */
    problems: json<ImportProblem[]>("problems").notNull().default([]),
    problemCount: integer("problem_count").notNull().default(0),
    /** why a failed one failed, for people */
    failure: text("failure"),
    createdBy: text("created_by"),
    finishedAt: instant("finished_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("import_job_newest").on(t.workspaceId, newestFirst(t.createdAt)),
    check("import_job_state", sql`${t.state} in ('waiting','running','finished','failed')`),
  ],
);
