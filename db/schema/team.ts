import { boolean, index, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, workspaceId } from "./columns";

/** A part of the company that sends. */
export const team = pgTable(
  "team",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    tone: text("tone").notNull().default("pine"),
    sendingPausedAt: instant("sending_paused_at"),
    createdAt: createdAt(),
  },
  (t) => [unique("team_in_workspace").on(t.workspaceId, t.id), uniqueIndex("team_name_once").on(t.workspaceId, t.name)],
);

/** Which members belong to which team; narrows the roles marketer and sales. */
export const teamMembership = pgTable(
  "team_membership",
  {
    id: id(),
    workspaceId: workspaceId(),
    teamId: text("team_id").notNull(),
    memberId: text("member_id").notNull(),
    /** hears what the team leaves lying */
    isLead: boolean("is_lead").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("team_membership_once").on(t.workspaceId, t.teamId, t.memberId),
    index("team_membership_by_member").on(t.workspaceId, t.memberId),
  ],
);
