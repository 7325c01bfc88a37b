import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, inWorkspace, workspaceId } from "./columns";
import { touch } from "./touch";

/** What became of a mail after it left, as each source told it. Facts, not states: they come in any order and none is undone. */
export const touchFact = pgTable(
  "touch_fact",
  {
    id: id(),
    workspaceId: workspaceId(),
    touchId: text("touch_id").notNull(),
    senderId: text("sender_id"),
    kind: text("kind").notNull(),
    /** resend · smtp · reply */
    source: text("source").notNull(),
    sourceId: text("source_id").notNull(),
    detail: text("detail").notNull().default(""),
    occurredAt: instant("occurred_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("touch_fact_once").on(t.workspaceId, t.source, t.sourceId),
    index("touch_fact_of_touch").on(t.workspaceId, t.touchId, t.occurredAt),
    // the breaker counts what went wrong with a sender's newest mails
    index("touch_fact_of_sender").on(t.workspaceId, t.senderId, t.occurredAt),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.touchId },
      { workspaceId: touch.workspaceId, id: touch.id },
    ).onDelete("cascade"),
    check(
      "touch_fact_kind",
      sql`${t.kind} in ('sent','delivered','delayed','bounce_hard','bounce_soft','bounce_block','complaint','failed','suppressed')`,
    ),
  ],
);
