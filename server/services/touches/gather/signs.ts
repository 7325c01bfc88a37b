import type { TopicSign } from "@/core/attention/facts";
import { addMs, DAY_MS, type EpochMs, toEpochMs, toIso } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { groupBy } from "./group-by";
import type { Want } from "./ledger";

/** How far back a purchase is a sign of interest (SEMANTICS §1), and the mails that could have led to it. */
export const SIGN_MS = 90 * DAY_MS;
export const LED_TO_IT_MS = 180 * DAY_MS;

/** A purchase (signal `g`) of what a mail (touch `t`) promoted. SQL. */
export const BOUGHT_PROMOTED = `(case when jsonb_typeof(g.data -> 'productIds') = 'array' then g.data -> 'productIds' ?| t.promotes else false end
  or exists (select 1 from product o where o.workspace_id = g.workspace_id and o.key = g.name and o.id = any(t.promotes)))`;

/** The last purchase of each person of something a mail of the topic had promoted. Answers and clicks stand in the ledger. */
export async function gatherSigns(
  tx: AnyTx,
  workspaceId: string,
  topics: readonly Want[],
  now: EpochMs,
): Promise<Map<string, TopicSign[]>> {
  if (topics.length === 0) return new Map();
  const rows = await queryRows<{ person_id: string; topic_id: string; at: number }>(tx, PURCHASES, [
    workspaceId,
    topics.map(({ personId }) => personId),
    topics.map(({ value }) => value),
    toIso(addMs(now, -SIGN_MS)),
    toIso(addMs(now, -LED_TO_IT_MS)),
  ]);
  return groupBy(rows, ({ topic_id, at }) => ({ topicId: topic_id, at: toEpochMs(at) }));
}

const PURCHASES = `
select p.id as person_id, p.value as topic_id, (extract(epoch from max(g.occurred_at)) * 1000)::float8 as at
from unnest($2::text[], $3::text[]) as p(id, value)
join signal g on g.workspace_id = $1 and g.person_id = p.id and g.kind = 'purchase' and g.verdict = 'human'
  and g.occurred_at > $4::timestamptz
where exists (
  select 1 from touch t
  where t.workspace_id = $1 and t.person_id = p.id and t.topic_id = p.value and t.counted_at > $5::timestamptz
    and t.counted_at <= g.occurred_at and ${BOUGHT_PROMOTED})
group by 1, 2`;
