import type { JsonObject } from "@/core/json";
import { type AnyTx, queryRows } from "@/db/query-rows";

/** The messages of broadcasts by their ids, as email-step configurations. They do not change once a touch names them. */
export async function loadBroadcastMessages(
  tx: AnyTx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, JsonObject>> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows<{ id: string; message: string }>(tx, MESSAGES, [workspaceId, [...new Set(ids)]]);
  return new Map(rows.map((row) => [row.id, JSON.parse(row.message) as JsonObject])); // jsonb of broadcast.message
}

const MESSAGES = "select id, message::text as message from broadcast where workspace_id = $1 and id = any($2::text[])";
