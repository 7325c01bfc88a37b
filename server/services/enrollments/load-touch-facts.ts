import type { EffectKey } from "@/core/effect";
import type { DoneFact, TouchFact, TouchState } from "@/core/facts";
import { toEpochMs } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";

/** By enrollment, then by effect key. */
export type ByEnrollment<Fact> = Map<string, Record<string, Fact>>;

/** What became of the touches of these enrollments. Instants are workspace time. */
export async function loadTouchFacts(
  tx: AnyTx,
  enrollments: readonly { workspaceId: string; id: string }[],
): Promise<ByEnrollment<TouchFact>> {
  const set = enrollments.map(({ workspaceId, id }) => ({ workspace_id: workspaceId, id }));
  const rows = await queryRows<{
    enrollment_id: string;
    key: string;
    state: TouchState;
    at: number;
    reason: string | null;
  }>(tx, TOUCHES, [JSON.stringify(set)]);
  return collect(rows, (row) => ({ state: row.state, at: toEpochMs(row.at), reason: row.reason }));
}

/** Webhook steps that have been answered or given up: the only `do` effects that are not carried out at once. */
export async function loadWebhookFacts(
  tx: AnyTx,
  steps: readonly { workspaceId: string; key: EffectKey }[],
): Promise<ByEnrollment<DoneFact>> {
  if (steps.length === 0) return new Map();
  const set = steps.map(({ workspaceId, key }) => ({ workspace_id: workspaceId, key }));
  const rows = await queryRows<{
    enrollment_id: string;
    key: string;
    ok: boolean;
    at: number;
    status_code: number | null;
    answer: string | null;
  }>(tx, WEBHOOKS, [JSON.stringify(set)]);
  return collect(rows, (row) => ({
    at: toEpochMs(row.at),
    ok: row.ok,
    reason: row.ok ? null : (row.answer ?? "no answer"),
    result: row.status_code === null ? {} : { statusCode: row.status_code },
  }));
}

function collect<Row extends { enrollment_id: string; key: string }, Fact>(
  rows: readonly Row[],
  toFact: (row: Row) => Fact,
): ByEnrollment<Fact> {
  const all: ByEnrollment<Fact> = new Map();
  for (const row of rows) {
    const facts = all.get(row.enrollment_id) ?? {};
    facts[row.key] = toFact(row);
    all.set(row.enrollment_id, facts);
  }
  return all;
}

// A key may have withdrawn rows beside the living one: the living one comes last and stays.
const TOUCHES = `
select t.enrollment_id, t.key, t.state, t.failure as reason,
  extract(epoch from coalesce(t.accepted_at, t.ended_at, t.handed_over_at, t.claimed_at, t.decided_at, t.due_at))::float8
    * 1000 as at
from jsonb_to_recordset($1::text::jsonb) as r(workspace_id text, id text)
join touch t on t.workspace_id = r.workspace_id and t.enrollment_id = r.id
order by t.state <> 'withdrawn'`;

const WEBHOOKS = `
select d.enrollment_id, d.key, d.state = 'delivered' as ok, d.status_code, d.answer,
  extract(epoch from coalesce(d.delivered_at, d.created_at))::float8 * 1000 + coalesce(w.clock_offset_ms, 0) as at
from jsonb_to_recordset($1::text::jsonb) as r(workspace_id text, key text)
join webhook_delivery d on d.workspace_id = r.workspace_id and d.key = r.key
left join workspace_setting w on w.workspace_id = d.workspace_id
where d.state in ('delivered', 'failed')`;
