import { sql } from "drizzle-orm";
import { index, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant, newestFirst, workspaceId } from "./columns";

/** A move of a sandbox workspace's clock: a replay of instants towards `target`, with progress, stoppable (SEMANTICS §10). */
export const clockMove = pgTable(
  "clock_move",
  {
    id: id(),
    workspaceId: workspaceId(),
    fromAt: instant("from_at").notNull(),
    targetAt: instant("target_at").notNull(),
    reachedAt: instant("reached_at").notNull(),
    state: text("state").notNull().default("moving"),
    stopRequestedAt: instant("stop_requested_at"),
    /** real time: somebody worked on it; one that nobody does is started again (sweep) */
    workedAt: instant("worked_at").notNull().default(sql`now()`),
    createdBy: text("created_by"),
    finishedAt: instant("finished_at"),
    createdAt: createdAt(),
  },
  (t) => [index("clock_move_newest").on(t.workspaceId, newestFirst(t.createdAt))],
);
