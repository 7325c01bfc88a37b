import type { Explanation } from "@/core/attention/decision";
import type { WebhookEvent } from "@/core/webhook-events";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { announce } from "@/server/services/webhooks/announce";

interface Told {
  id: string;
  person_id: string;
  key: string;
  state: string;
  held_until: string | null;
  because: string | null;
  accepted_at: string | null;
  failure: string | null;
  at: number;
}

/** What endpoints listen for. */
const DECIDED = "message.decided" satisfies WebhookEvent;

/**
 * Tells endpoints that listen, for each of these touches that came by the API: what was decided about it now. Others are passed
 * over, so callers need not look. In the caller's transaction: told when it is true, and not before.
 */
export async function tellMessages(tx: AnyTx, workspaceId: string, touchIds: readonly string[]): Promise<void> {
  if (touchIds.length === 0) return;
  const messages = await queryRows<Told>(tx, MESSAGES, [workspaceId, [...touchIds], DECIDED]);
  await announce(
    tx,
    messages.map((message) => ({
      workspaceId,
      event: DECIDED,
      ref: `${message.id}/${message.state}/${message.at}`,
      personId: message.person_id,
      data: toPayload(message),
    })),
  );
}

function toPayload(message: Told) {
  const explanation = message.because === null ? null : (JSON.parse(message.because) as Explanation); // written by write-decisions.ts
  const because = explanation?.because ?? null;
  return {
    id: message.id,
    externalId: message.key.replace(/^api\//, ""),
    state: message.state,
    heldUntil: message.held_until,
    because:
      because === null ? null : { kind: because.kind, rule: "rule" in because ? (because.rule?.name ?? null) : null },
    acceptedAt: message.accepted_at,
    failure: message.failure,
  };
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const MESSAGES = `
select id, person_id, key, state, case when state = 'held' then ${iso("held_until")} end as held_until,
  case when state in ('held', 'skipped') then because::text end as because, ${iso("accepted_at")} as accepted_at,
  case when state in ('failed', 'unknown') then failure end as failure,
  (extract(epoch from updated_at) * 1000)::float8 as at
from touch where workspace_id = $1 and id = any($2::text[]) and source = 'api' and exists (
  select 1 from webhook_endpoint e where e.workspace_id = $1 and e.enabled and $3::text = any(e.events))`;
