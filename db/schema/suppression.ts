import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, workspaceId } from "./columns";

/** Never write to this address, and why. The hash outlives erasure of the address. */
export const suppression = pgTable(
  "suppression",
  {
    id: id(),
    workspaceId: workspaceId(),
    emailHash: text("email_hash").notNull(),
    emailKey: text("email_key"),
    personId: text("person_id"),
    /** all · marketing_and_sales */
    scope: text("scope").notNull(),
    reason: text("reason").notNull(),
    source: text("source").notNull(),
    evidenceRef: text("evidence_ref"),
    liftedAt: instant("lifted_at"),
    liftedBy: text("lifted_by"),
    liftedReason: text("lifted_reason"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("suppression_once").on(t.workspaceId, t.emailHash, t.scope).where(sql`${t.liftedAt} is null`),
    index("suppression_of_person").on(t.workspaceId, t.personId),
    check("suppression_scope", sql`${t.scope} in ('all','marketing_and_sales')`),
  ],
);
