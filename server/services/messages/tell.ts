import type { Explanation } from "@/core/attention/decision";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { RELAY_CHANNEL } from "@/server/outbox/channels";

interface Told {
  id: string;
  key: string;
  state: string;
  held_until: string | null;
  because: string | null;
  accepted_at: string | null;
  failure: string | null;
  at: number;
}

/** What endpoints listen for. */
const DECIDED = "message.decided";

/**
 * Owes a webhook to every endpoint that listens, for each of these touches that came by the API: what was decided about it
 * now. Others are passed over, so callers need not look. In the caller's transaction: told when it is true, and not before.
 */
export async function tellMessages(tx: AnyTx, workspaceId: string, touchIds: readonly string[]): Promise<void> {
  if (touchIds.length === 0) return;
  const endpoints = await queryRows<{ id: string; url: string; events: string }>(tx, ENDPOINTS, [workspaceId]);
  if (endpoints.length === 0) return;
  const messages = await queryRows<Told>(tx, MESSAGES, [workspaceId, [...touchIds]]);
  const rows = endpoints.flatMap((endpoint) => {
    const wanted = JSON.parse(endpoint.events) as string[]; // text[]
    return messages.flatMap((message) => {
      if (!wanted.includes(DECIDED)) return [];
      const key = `${message.id}/${message.state}/${message.at}/${endpoint.id}`;
      return [
        {
          id: newId("delivery"),
          key,
          endpoint: endpoint.id,
          url: endpoint.url,
          event: DECIDED,
          payload: toPayload(message),
        },
      ];
    });
  });
  if (rows.length > 0) await queryRows(tx, OWE, [workspaceId, JSON.stringify(rows)]);
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

const ENDPOINTS =
  "select id, url, to_json(events)::text as events from webhook_endpoint where workspace_id = $1 and enabled";

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const MESSAGES = `
select id, key, state, case when state = 'held' then ${iso("held_until")} end as held_until,
  case when state in ('held', 'skipped') then because::text end as because, ${iso("accepted_at")} as accepted_at,
  case when state in ('failed', 'unknown') then failure end as failure,
  (extract(epoch from updated_at) * 1000)::float8 as at
from touch where workspace_id = $1 and id = any($2::text[]) and source = 'api'`;

const OWE = `
with owed as (
  insert into webhook_delivery (id, workspace_id, key, endpoint_id, url, event, payload)
  select r.id, $1, r.key, r.endpoint, r.url, r.event, r.payload
  from jsonb_to_recordset($2::text::jsonb) as r(id text, key text, endpoint text, url text, event text, payload jsonb)
  on conflict (workspace_id, key) do nothing
  returning 1)
select pg_notify('${RELAY_CHANNEL}', '') from (select 1 from owed limit 1) any_owed`;
