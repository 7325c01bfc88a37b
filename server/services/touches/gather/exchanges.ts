import type { Exchange, ProductFact } from "@/core/attention/facts";
import { type EpochMs, toEpochMs } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { groupBy } from "./group-by";

/** Classes of reply that a human being wrote to us and that call for an answer. */
const HUMAN_CLASSES = ["interested", "question", "neutral", "referral", "not_now", "not_interested", "unsure"];
const EXCHANGE_DAYS = 7;

/** Live exchanges: human replies and hand-written mail of the last 7 days, by person and member. */
export async function gatherExchanges(
  tx: AnyTx,
  workspaceId: string,
  personIds: readonly string[],
  now: EpochMs,
): Promise<Map<string, Exchange[]>> {
  const since = new Date(now - EXCHANGE_DAYS * 86_400_000).toISOString();
  const rows = await queryRows<{ person_id: string; member_id: string; last_at: number; reply_id: string | null }>(
    tx,
    EXCHANGES,
    [workspaceId, personIds, since, new Date(now).toISOString(), HUMAN_CLASSES],
  );
  return groupBy(rows, (row) => ({ memberId: row.member_id, lastAt: toEpochMs(row.last_at), replyId: row.reply_id }));
}

export async function gatherProducts(
  tx: AnyTx,
  workspaceId: string,
  personIds: readonly string[],
  productIds: readonly string[],
): Promise<Map<string, ProductFact[]>> {
  if (productIds.length === 0) return new Map();
  const rows = await queryRows<{
    person_id: string;
    product_id: string;
    fact: ProductFact["fact"];
    source: ProductFact["source"];
    at: number;
  }>(tx, PRODUCTS, [workspaceId, personIds, productIds]);
  return groupBy(rows, (row) => ({
    productId: row.product_id,
    fact: row.fact,
    source: row.source,
    at: toEpochMs(row.at),
  }));
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

// A reply to a brand address has no member: the exchange is then the company's, and the empty id stands for it.
// Person by person: asked for all of them at once, PostgreSQL reads what the whole workspace sent in these days.
const EXCHANGES = `
select p.id as person_id, member_id, ${ms("max(at)")} as last_at,
  (array_agg(reply_id order by at desc) filter (where reply_id is not null))[1] as reply_id
from unnest($2::text[]) as p(id) cross join lateral (
  select coalesce(m.owner_id, t.member_id, '') as member_id, m.received_at as at, m.signal_id as reply_id
  from inbound_mail m
  left join touch t on t.workspace_id = m.workspace_id and t.id = m.touch_id
  where m.workspace_id = $1 and m.person_id = p.id and m.received_at > $3::timestamptz
    and m.received_at <= $4::timestamptz and coalesce(m.class_fixed, m.class) = any($5::text[]) and not m.historical
  union all
  select coalesce(t.member_id, ''), t.counted_at, null
  from touch t
  where t.workspace_id = $1 and t.person_id = p.id and t.counted_at > $3::timestamptz
    and t.counted_at <= $4::timestamptz and t.source = 'hand'
) live group by p.id, member_id`;

const PRODUCTS = `
select person_id, product_id, fact, source, ${ms("occurred_at")} as at
from product_fact where workspace_id = $1 and person_id = any($2::text[]) and product_id = any($3::text[])`;
