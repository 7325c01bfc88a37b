import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, inWorkspace, updatedAt, workspaceId } from "./columns";
import { team } from "./team";

/** An identity we send as: a brand address, or a member's mailbox. `transport` says through what. */
export const sender = pgTable(
  "sender",
  {
    id: id(),
    workspaceId: workspaceId(),
    teamId: text("team_id"),
    memberId: text("member_id"),
    mailboxId: text("mailbox_id"),
    name: text("name").notNull(),
    address: text("address").notNull(),
    replyTo: text("reply_to"),
    transport: text("transport").notNull().default("sandbox"),
    /** Encrypted by server/crypto.ts; never leaves the worker. */
    credentials: text("credentials"),
    /** Can be answered: nothing is published from a sender that cannot (SEMANTICS §6). */
    answerable: boolean("answerable").notNull().default(true),
    dailyLimit: integer("daily_limit"),
    spacingSeconds: integer("spacing_seconds").notNull().default(0),
    breakerOpenedAt: instant("breaker_opened_at"),
    breakerUntil: instant("breaker_until"),
    breakerReason: text("breaker_reason"),
    /** How often in a row it broke: each time the cool-down is longer. */
    breakerTrips: integer("breaker_trips").notNull().default(0),
    /** What went wrong before this is not held against it any more. */
    breakerClosedAt: instant("breaker_closed_at"),
    lastSentAt: instant("last_sent_at"),
    /** workspace time: how far the forecasts reach that were given to messages waiting for this sender's pace */
    paceUntil: instant("pace_until"),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("sender_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("sender_address_once").on(t.workspaceId, sql`lower(${t.address})`).where(sql`${t.archivedAt} is null`),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.teamId }, { workspaceId: team.workspaceId, id: team.id }),
    check("sender_transport", sql`${t.transport} in ('sandbox','smtp','resend','mailbox')`),
  ],
);
