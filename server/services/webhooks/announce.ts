import type { JsonObject } from "@/core/json";
import type { WebhookEvent } from "@/core/webhook-events";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { RELAY_CHANNEL } from "@/server/outbox/channels";

/** Something other programs may want to know, with ids and what is short. */
export interface Announcement {
  readonly workspaceId: string;
  readonly event: WebhookEvent;
  /** Unique per event: said twice it is told once. */
  readonly ref: string;
  readonly personId: string | null;
  readonly data: JsonObject;
}

/**
 * Owes each listening endpoint a delivery, in the transaction of what happened: one statement, which finds nothing where
 * nobody listens. The contact's address and own id are added, for whom has no ids of ours.
 */
export async function announce(tx: AnyTx, rows: readonly Announcement[]): Promise<void> {
  if (rows.length === 0) return;
  const set = rows.map(({ workspaceId, event, ref, personId, data }) => ({
    id: newId("delivery"),
    workspace_id: workspaceId,
    event,
    ref,
    person_id: personId,
    contact_id: data.contactId ?? null,
    data,
  }));
  await queryRows(tx, OWE, [JSON.stringify(set)]);
}

const OWE = `
with owed as (
  insert into webhook_delivery (id, workspace_id, key, endpoint_id, person_id, url, event, payload)
  select r.id || right(e.id, 8), r.workspace_id, e.id || '/' || r.event || '/' || r.ref, e.id, r.person_id, e.url, r.event,
    r.data || jsonb_strip_nulls(jsonb_build_object('email', c.email, 'externalId', c.external_id))
  from jsonb_to_recordset($1::text::jsonb) as r(
    id text, workspace_id text, event text, ref text, person_id text, contact_id text, data jsonb)
  join webhook_endpoint e on e.workspace_id = r.workspace_id and e.enabled and r.event = any(e.events)
  left join contact c on c.workspace_id = r.workspace_id and c.id = r.contact_id
  on conflict (workspace_id, key) do nothing
  returning 1)
select pg_notify('${RELAY_CHANNEL}', '') from (select 1 from owed limit 1) any_owed`;
