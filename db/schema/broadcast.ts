import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { BroadcastAudience, BroadcastState } from "@/core/broadcast";
import type { JsonObject } from "@/core/json";
import { createdAt, id, instant, json, newestFirst, updatedAt, workspaceId } from "./columns";

/** One message to a segment or a list of people, under the same governor. */
export const broadcast = pgTable(
  "broadcast",
  {
    id: id(),
    workspaceId: workspaceId(),
    teamId: text("team_id"),
    name: text("name").notNull(),
    state: text("state").$type<BroadcastState>().notNull().default("draft"),
    /** counts edits of the draft: who saves an older one is told */
    revision: integer("revision").notNull().default(1),
    audience: json<BroadcastAudience>("audience"),
    /** an email step's configuration; not changed any more once it was started */
    message: json<JsonObject>("message").notNull().default(sql`'{}'::jsonb`),
    /** workspace time; null: at once */
    startAt: instant("start_at"),
    startedAt: instant("started_at"),
    startedBy: text("started_by"),
    /** whoever comes behind this contact id has no message yet */
    cursor: text("cursor").notNull().default(""),
    /** everybody of the audience has a message, or (cancelled) nobody has one that waits */
    madeAt: instant("made_at"),
    /** real time: when its messages were last worked on; a lost run is started again */
    workedAt: instant("worked_at"),
    pausedAt: instant("paused_at"),
    finishedAt: instant("finished_at"),
    /** messages made */
    total: integer("total").notNull().default(0),
    createdBy: text("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("broadcast_in_workspace").on(t.workspaceId, t.id),
    index("broadcast_newest").on(t.workspaceId, newestFirst(t.createdAt)),
    // what the sweep starts, goes on with or closes
    index("broadcast_at_work")
      .on(t.state)
      .where(sql`${t.state} in ('scheduled','sending') or (${t.state} = 'cancelled' and ${t.madeAt} is null)`),
    check("broadcast_state", sql`${t.state} in ('draft','scheduled','sending','paused','finished','cancelled')`),
  ],
);
