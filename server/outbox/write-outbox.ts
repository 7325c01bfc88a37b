import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import type { HeedEvent } from "@/server/inngest/events";
import { RELAY_CHANNEL } from "@/server/outbox/channels";

/** What triggers are to be judged by, at most 100 a row: the relay judges it itself (relay-triggers.ts) and sends nothing. */
export type ToJudge =
  /** Signals were stored. */
  | { readonly name: "signal/recorded"; readonly data: { workspaceId: string; signalIds: string[] } }
  /** Facts of contacts changed (attribute, tag, segment); null: everybody's. */
  | { readonly name: "contact/changed"; readonly data: { workspaceId: string; contactIds: string[] | null } };

/** What is to be done once the caller's transaction has committed. `workspaceId` is also in the data. */
export type OutboxRow = HeedEvent | ToJudge;

/**
 * Writes events beside the rows that cause them; the relay sends each at least once, with its row's id as event id. What
 * triggers are judged by lies beside them.
 * Set-based. Gives the ids in the order of `rows`.
 */
export async function writeOutbox(tx: AnyTx, rows: readonly OutboxRow[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const set = rows.map((row) => ({
    id: newId("outbox"),
    workspace_id: row.data.workspaceId,
    name: row.name,
    data: row.data,
  }));
  await queryRows(tx, WRITE, [JSON.stringify(set)]);
  return set.map((row) => row.id);
}

const WRITE = `
with written as (
  insert into outbox (id, workspace_id, name, data)
  select id, workspace_id, name, data
  from jsonb_to_recordset($1::text::jsonb) as r(id text, workspace_id text, name text, data jsonb)
  returning 1)
select pg_notify('${RELAY_CHANNEL}', '') from (select 1 from written limit 1) any_written`;
