import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { Condition } from "@/core/audience";
import type { TouchRequest } from "@/core/enrollment";
import { createdAt, id, instant, json, newestFirst, updatedAt, workspaceId } from "./columns";

/** One message to a segment or a list of people, under the same governor. */
export const broadcast = pgTable(
  "broadcast",
  {
    id: id(),
    workspaceId: workspaceId(),
    teamId: text("team_id"),
    name: text("name").notNull(),
    state: text("state").notNull().default("draft"),
    audience: json<Condition>("audience"),
    message: json<TouchRequest>("message"),
    startAt: instant("start_at"),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    total: integer("total").notNull().default(0),
    createdBy: text("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("broadcast_in_workspace").on(t.workspaceId, t.id),
    index("broadcast_newest").on(t.workspaceId, newestFirst(t.createdAt)),
    check("broadcast_state", sql`${t.state} in ('draft','scheduled','sending','paused','finished','cancelled')`),
  ],
);
