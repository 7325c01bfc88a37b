import { sql } from "drizzle-orm";
import { boolean, pgTable, text } from "drizzle-orm/pg-core";
import type { HoursLayer } from "@/core/schedule-hours";
import { organization } from "./auth";
import { createdAt, instant, json, millis, updatedAt } from "./columns";

/** What Heed itself knows of a workspace; better-auth keeps only name and slug. One row per workspace. */
export const workspaceSetting = pgTable("workspace_setting", {
  workspaceId: text("workspace_id")
    .primaryKey()
    .references(() => organization.id, { onDelete: "cascade" }),
  timeZone: text("time_zone").notNull().default("UTC"),
  legalName: text("legal_name"),
  postalAddress: text("postal_address"),
  country: text("country"),
  supportContact: text("support_contact"),
  privacyUrl: text("privacy_url"),
  /** Quiet hours and windows of the whole company, in the person's zone (SEMANTICS §1). */
  hours: json<HoursLayer>("hours"),
  /** Sandbox: mail lands in the local inbox and time can be moved (SEMANTICS §10). Never turned off once the clock moved. */
  sandbox: boolean("sandbox").notNull().default(true),
  clockOffsetMs: millis("clock_offset_ms").notNull().default(0),
  clockMovedAt: instant("clock_moved_at"),
  sendingPausedAt: instant("sending_paused_at"),
  sendingPausedBy: text("sending_paused_by"),
  sendingPausedReason: text("sending_paused_reason"),
  /** Where pixel and links of mails lead, `https://go.company.com`; null: where Heed itself is reached. */
  trackingHost: text("tracking_host"),
  trackOpens: boolean("track_opens").notNull().default(true),
  trackClicks: boolean("track_clicks").notNull().default(true),
  /** Origins of help desks that may frame the support card. */
  cardOrigins: text("card_origins").array().notNull().default(sql`'{}'::text[]`),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});
