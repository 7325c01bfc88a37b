import type { Explanation } from "@/core/attention/decision";
import type { Wording } from "@/core/attention/words";
import type { Names } from "@/core/names";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { readSettings } from "@/server/services/workspaces/settings";

interface Titled {
  readonly id: string;
  readonly subject: string | null;
  readonly drawn: string | null;
  readonly step: number | null;
  readonly name: string | null;
}

/** What messages are called: the subject that left, the one that was written if it names no variable, else the step. */
export async function titleTouches(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<(id: string) => string | null> {
  const wanted = [...new Set(ids)];
  const rows = wanted.length === 0 ? [] : await queryRows<Titled>(tx, TITLES, [workspaceId, wanted]);
  const titles = new Map(rows.map((row) => [row.id, titleOf(row)]));
  return (id) => titles.get(id) ?? null;
}

function titleOf({ subject, drawn, step, name }: Titled): string {
  if (subject !== null && subject !== "") return `“${subject}”`;
  if (drawn !== null && drawn !== "" && !/\{[{%]/.test(drawn)) return `“${drawn}”`;
  return step === null ? "a message" : `S${step} “${name ?? "Email"}”`;
}

/** Every message an explanation names. */
export function mentioned(explanation: Explanation | null): string[] {
  const found = JSON.stringify(explanation ?? {}).matchAll(/"(?:touchId|toTouchId)":"([^"]+)"/g);
  return [...found].flatMap(([, id]) => id ?? []);
}

/**
 * What `explain` needs where colleagues read about many people side by side: times are on the workspace's wall clock, as the
 * columns beside them are. `ids`: every message that is named.
 */
export async function readWording(
  tx: Tx,
  workspaceId: string,
  names: Names,
  ids: readonly string[],
): Promise<Wording & { readonly zone: string }> {
  const { timeZone } = await readSettings(tx, workspaceId);
  return { names, touchName: await titleTouches(tx, workspaceId, ids), zone: timeZone };
}

const TITLES = `
select t.id, t.subject, coalesce(t.request->>'subject', n.node->'config'->>'subject') as drawn,
  (n.node->>'step')::int as step, n.node->>'name' as name
from touch t
left join enrollment e on e.workspace_id = t.workspace_id and e.id = t.enrollment_id
left join sequence_version v on v.workspace_id = e.workspace_id and v.id = e.version_id
left join lateral (select v.graph->'nodes'->t.node_id as node) n on true
where t.workspace_id = $1::text and t.id = any($2::text[])`;
