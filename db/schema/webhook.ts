import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, inWorkspace, json, newestFirst, workspaceId } from "./columns";

export const webhookEndpoint = pgTable(
  "webhook_endpoint",
  {
    id: id(),
    workspaceId: workspaceId(),
    url: text("url").notNull(),
    name: text("name").notNull().default(""),
    /** Encrypted by server/crypto.ts. */
    secret: text("secret").notNull(),
    events: text("events").array().notNull().default(sql`'{}'::text[]`),
    enabled: boolean("enabled").notNull().default(true),
    /** Why it was switched off by itself: it failed for days. */
    disabledReason: text("disabled_reason"),
    /** Since when every delivery failed. */
    failingSince: instant("failing_since"),
    /** It failed just now: nothing is posted to it before. */
    quietUntil: instant("quiet_until"),
    createdAt: createdAt(),
  },
  (t) => [unique("webhook_endpoint_in_workspace").on(t.workspaceId, t.id)],
);

/** Claimed before it is posted; retried with the same id (Standard Webhooks). `url` is set for webhook steps, `endpoint_id` for subscriptions. */
export const webhookDelivery = pgTable(
  "webhook_delivery",
  {
    id: id(),
    workspaceId: workspaceId(),
    key: text("key").notNull(),
    endpointId: text("endpoint_id"),
    enrollmentId: text("enrollment_id"),
    /** Whom it speaks of: erased with them. */
    personId: text("person_id"),
    url: text("url").notNull(),
    event: text("event").notNull(),
    payload: json<Record<string, unknown>>("payload").notNull(),
    state: text("state").notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at").default(sql`now()`),
    statusCode: integer("status_code"),
    answer: text("answer"),
    lastAttemptAt: instant("last_attempt_at"),
    deliveredAt: instant("delivered_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("webhook_delivery_once").on(t.workspaceId, t.key),
    // what is due, each target's apart (server/integrations/webhooks/claim-deliveries.ts): an endpoint, or a step's host
    index("webhook_delivery_due")
      .on(
        sql`coalesce(${t.endpointId}, ${t.workspaceId} || ' ' || coalesce(substring(lower(${t.url}) from '^[a-z]+://([^/?#]+)'), ''))`,
        t.nextAttemptAt,
      )
      .where(sql`${t.state} = 'waiting'`),
    // how many wait and failed, in the list of endpoints
    index("webhook_delivery_open")
      .on(t.workspaceId, t.endpointId, t.state)
      .where(sql`${t.state} in ('waiting', 'failed')`),
    // those that have served
    index("webhook_delivery_done").on(t.createdAt).where(sql`${t.state} <> 'waiting'`),
    // the log of an endpoint, newest first
    index("webhook_delivery_of_endpoint").on(t.workspaceId, t.endpointId, newestFirst(t.createdAt)),
    index("webhook_delivery_of_person").on(t.workspaceId, t.personId).where(sql`${t.personId} is not null`),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.endpointId },
      { workspaceId: webhookEndpoint.workspaceId, id: webhookEndpoint.id },
    ),
  ],
);
