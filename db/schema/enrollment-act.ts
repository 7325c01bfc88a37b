import { sql } from "drizzle-orm";
import { check, index, pgTable, text } from "drizzle-orm/pg-core";
import type { EnrollmentState } from "@/core/enrollment";
import { createdAt, id, instant, inWorkspace, json, workspaceId } from "./columns";
import { enrollment } from "./enrollment";

/** What a member did to one passage, and how it stood before: taken back while nothing has come of it. */
export const enrollmentAct = pgTable(
  "enrollment_act",
  {
    id: id(),
    workspaceId: workspaceId(),
    enrollmentId: text("enrollment_id").notNull(),
    /** stopped · skipped · moved */
    kind: text("kind").notNull(),
    before: json<EnrollmentState>("before").notNull(),
    /** workspace time */
    doneAt: instant("done_at").notNull(),
    undoneAt: instant("undone_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("enrollment_act_of_enrollment").on(t.workspaceId, t.enrollmentId),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.enrollmentId },
      { workspaceId: enrollment.workspaceId, id: enrollment.id },
    ).onDelete("cascade"),
    check("enrollment_act_kind", sql`${t.kind} in ('stopped','skipped','moved')`),
  ],
);
