import type { Sql } from "postgres";
import { toStorableText } from "@/core/storable-text";
import { DUE_BY } from "@/db/due-now";
import { queryRows } from "@/db/query-rows";
import { type EventOutcome, handleResendEvent, type ProviderEvent } from "@/server/integrations/resend/handle";
import { handleShopifyEvent } from "@/server/integrations/shopify/handle";
import { handleStripeEvent } from "@/server/integrations/stripe/handle";
import { logger } from "@/server/log";
import { type IntegrationKind, openSecrets } from "@/server/services/integrations/secrets";
import { tellError } from "@/server/tell-error";

const SET = 40;
/** Worked out at once: what asks back waits for somebody else's server, and nobody else for it. */
const AT_ONCE = 10;
/** Seconds until the next try after so many; then a member is shown that it failed. */
const RETRY_SECONDS = [5, 30, 120, 600, 1_800, 7_200, 21_600];
const IDLE_MS = 5_000;
/** How long one that was taken is left alone: its worker may have died. */
const LEASE_SECONDS = 60;

interface Owed {
  id: string;
  workspace_id: string;
  source_id: string;
  type: string;
  payload: string;
  attempts: number;
  kind: IntegrationKind;
  integration_id: string;
  secrets: string;
  offset_ms: number;
}

/**
 * Works out what other services told us, in whatever order it came. Handling one twice changes nothing, so a crash between
 * the work and its mark is harmless. Answers ms until the next look.
 */
export async function relayProviderEvents(sql: Sql): Promise<number> {
  const rows = await queryRows<Owed>(sql, CLAIM, [SET, LEASE_SECONDS]);
  const queue = [...rows];
  const worker = async () => {
    for (let row = queue.shift(); row !== undefined; row = queue.shift()) await settle(sql, row, await handle(row));
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, rows.length) }, worker));
  return rows.length === SET ? 0 : IDLE_MS;
}

const handlers: Record<IntegrationKind, (event: ProviderEvent) => Promise<EventOutcome>> = {
  stripe: handleStripeEvent,
  shopify: handleShopifyEvent,
  resend: handleResendEvent,
};

type Settled = EventOutcome | { readonly state: "owed"; readonly says: string; readonly inSeconds: number };

async function handle(row: Owed): Promise<Settled | { state: "failed"; says: string }> {
  try {
    // inside: secrets that do not open (another key, a damaged row) are this event's trouble alone
    const event = {
      workspaceId: row.workspace_id,
      sourceId: row.source_id,
      type: row.type,
      payload: JSON.parse(row.payload) as unknown,
      clockOffsetMs: row.offset_ms,
      apiKey: openSecrets(row.integration_id, row.secrets).apiKey,
    };
    return await handlers[row.kind](event);
  } catch (error) {
    const says = tellError(error);
    const inSeconds = RETRY_SECONDS[row.attempts - 1];
    logger("provider events").error(
      { err: error, event: row.id, attempts: row.attempts },
      "an event cannot be handled",
    );
    return inSeconds === undefined ? { state: "failed", says } : { state: "owed", says, inSeconds };
  }
}

async function settle(sql: Sql, row: Owed, outcome: Settled | { state: "failed"; says: string }): Promise<void> {
  const inSeconds = outcome.state === "owed" ? outcome.inSeconds : null;
  await queryRows(sql, SETTLE, [row.id, outcome.state, toStorableText(outcome.says.slice(0, 500)), inSeconds]);
}

const CLAIM = `
update provider_event e set attempts = e.attempts + 1, next_attempt_at = now() + $2::int * interval '1 second'
from (select e.id, i.kind, i.id as integration_id, i.secrets, w.clock_offset_ms::float8 as offset_ms
      from provider_event e
      join integration i on i.workspace_id = e.workspace_id and i.id = e.integration_id
      join workspace_setting w on w.workspace_id = e.workspace_id
      where e.state = 'owed' and e.next_attempt_at <= ${DUE_BY}
      order by e.next_attempt_at limit $1::int for update of e skip locked) due
where e.id = due.id
returning e.id, e.workspace_id, e.source_id, e.type, e.payload::text as payload, e.attempts, due.kind, due.integration_id,
  due.secrets, due.offset_ms`;

const SETTLE = `
update provider_event set state = $2, outcome = $3, handled_at = case when $2 in ('handled', 'ignored') then now() end,
  next_attempt_at = coalesce(now() + $4::int * interval '1 second', next_attempt_at),
  payload = case when $2 in ('handled', 'ignored') then '{}'::jsonb else payload end
where id = $1`;
