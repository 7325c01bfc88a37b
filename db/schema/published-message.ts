import { index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Briefing } from "@/core/briefing";
import { createdAt, id, instant, inWorkspace, json, newestFirst, workspaceId } from "./columns";
import { sequence } from "./sequence";

/**
 * What each email step of a published version says, and what support is to know of it: where the look-up finds a mail by
 * its subject, or by a domain or number it names. Written at publish; a broadcast's row is in `broadcast`.
 */
export const publishedMessage = pgTable(
  "published_message",
  {
    id: id(),
    workspaceId: workspaceId(),
    sequenceId: text("sequence_id").notNull(),
    versionId: text("version_id").notNull(),
    nodeId: text("node_id").notNull(),
    step: integer("step").notNull(),
    subject: text("subject").notNull(),
    senderId: text("sender_id"),
    briefing: json<Briefing>("briefing").notNull(),
    domains: text("domains").array().notNull(),
    phones: text("phones").array().notNull(),
    pages: text("pages").array().notNull(),
    publishedAt: instant("published_at").notNull(),
  },
  (t) => [
    uniqueIndex("published_message_once").on(t.workspaceId, t.versionId, t.nodeId),
    // the look-up reads the newest of a workspace and filters them: no more than its steps
    index("published_message_newest").on(t.workspaceId, newestFirst(t.publishedAt)),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.sequenceId },
      { workspaceId: sequence.workspaceId, id: sequence.id },
    ).onDelete("cascade"),
  ],
);

/** A sequence that is to be published on a day: on the launches page before it is live. */
export const plannedLaunch = pgTable(
  "planned_launch",
  {
    id: id(),
    workspaceId: workspaceId(),
    sequenceId: text("sequence_id").notNull(),
    startsAt: instant("starts_at").notNull(),
    note: text("note").notNull().default(""),
    createdBy: text("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("planned_launch_once").on(t.workspaceId, t.sequenceId),
    index("planned_launch_by_start").on(t.startsAt),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.sequenceId },
      { workspaceId: sequence.workspaceId, id: sequence.id },
    ).onDelete("cascade"),
  ],
);

/** Which member has seen a launch. A launch moved to another day is seen anew: the day is in the key. */
export const launchSeen = pgTable(
  "launch_seen",
  {
    id: id(),
    workspaceId: workspaceId(),
    /** `seq_…` or `brd_…`, and its start */
    launchKey: text("launch_key").notNull(),
    memberId: text("member_id").notNull(),
    seenAt: instant("seen_at").notNull(),
  },
  (t) => [uniqueIndex("launch_seen_once").on(t.workspaceId, t.launchKey, t.memberId)],
);
