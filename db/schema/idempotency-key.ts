import { integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, workspaceId } from "./columns";

/** What a call of the REST API with an `Idempotency-Key` answered: the same call again gets it back. Kept for a day. */
export const idempotencyKey = pgTable(
  "idempotency_key",
  {
    id: id(),
    workspaceId: workspaceId(),
    apiKeyId: text("api_key_id").notNull(),
    key: text("key").notNull(),
    /** Hash of method, path and body: the same key with another call is a mistake. */
    fingerprint: text("fingerprint").notNull(),
    /** null: the first call is under way. */
    status: integer("status"),
    body: text("body"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("idempotency_key_once").on(t.workspaceId, t.apiKeyId, t.key)],
);
