import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, inWorkspace, json, newestFirst, updatedAt, workspaceId } from "./columns";

/** Another service that tells us things: `/api/webhooks/{kind}/{token}`. One of a kind per workspace. */
export const integration = pgTable(
  "integration",
  {
    id: id(),
    workspaceId: workspaceId(),
    /** stripe · shopify · resend */
    kind: text("kind").notNull(),
    /** Part of the address they call; finds the workspace. Proof is the signature. */
    token: text("token").notNull(),
    /** Encrypted by server/crypto.ts: the signing secret, and what is needed to ask back. */
    secrets: text("secrets").notNull(),
    enabled: boolean("enabled").notNull().default(true),
    lastEventAt: instant("last_event_at"),
    /** The newest call that was refused, and why: a wrong secret shows here. */
    refusedAt: instant("refused_at"),
    refusal: text("refusal"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("integration_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("integration_once").on(t.workspaceId, t.kind),
    uniqueIndex("integration_token_once").on(t.token),
    check("integration_kind", sql`${t.kind} in ('stripe','shopify','resend')`),
  ],
);

/** What they told, once per id of theirs. Stored before it is answered; handled by the worker, in whatever order it came. */
export const providerEvent = pgTable(
  "provider_event",
  {
    id: id(),
    workspaceId: workspaceId(),
    integrationId: text("integration_id").notNull(),
    sourceId: text("source_id").notNull(),
    type: text("type").notNull(),
    /** Emptied once it is handled: what matters stands in facts and signals then. */
    payload: json<Record<string, unknown>>("payload").notNull(),
    /** owed · handled · ignored · failed */
    state: text("state").notNull().default("owed"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at").notNull().default(sql`now()`),
    outcome: text("outcome"),
    receivedAt: instant("received_at").notNull().default(sql`now()`),
    handledAt: instant("handled_at"),
  },
  (t) => [
    uniqueIndex("provider_event_once").on(t.workspaceId, t.integrationId, t.sourceId),
    index("provider_event_owed").on(t.nextAttemptAt).where(sql`${t.state} = 'owed'`),
    index("provider_event_of_integration").on(t.workspaceId, t.integrationId, newestFirst(t.receivedAt)),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.integrationId },
      { workspaceId: integration.workspaceId, id: integration.id },
    ).onDelete("cascade"),
    check("provider_event_state", sql`${t.state} in ('owed','handled','ignored','failed')`),
  ],
);
