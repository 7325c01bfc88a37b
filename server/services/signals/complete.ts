import { type AnyTx, queryRows } from "@/db/query-rows";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { oweSignalWakes } from "@/server/services/signals/record";

/** What another message about the same purchase says of its products. */
export interface ToldAgain {
  readonly signalId: string;
  readonly did: {
    readonly name: string;
    readonly productIds: readonly string[];
    readonly data: { readonly products?: unknown };
  };
}

/**
 * Adds to stored purchases the products they did not name; waits look again and triggers are judged again, in the caller's
 * transaction. What a purchase knows already stays. Answers the people of those that were completed, by signal.
 */
export async function completePurchases(
  tx: AnyTx,
  workspaceId: string,
  told: readonly ToldAgain[],
): Promise<Map<string, string>> {
  if (told.length === 0) return new Map();
  const rows = told.map(({ signalId, did }) => ({
    id: signalId,
    name: did.name,
    product_ids: did.productIds,
    products: did.data.products ?? [],
  }));
  const completed = await queryRows<{ id: string; person_id: string }>(tx, COMPLETE, [
    workspaceId,
    JSON.stringify(rows),
  ]);
  const signalIds = completed.map(({ id }) => id);
  await oweSignalWakes(tx, signalIds);
  if (signalIds.length > 0) await writeOutbox(tx, [{ name: "signal/recorded", data: { workspaceId, signalIds } }]);
  return new Map(completed.map(({ id, person_id }) => [id, person_id]));
}

const UNION = (key: string, told: string) =>
  `(select coalesce(jsonb_agg(distinct one), '[]') from jsonb_array_elements(coalesce(s.data -> '${key}', '[]') || r.${told}) one)`;

const COMPLETE = `
update signal s set name = case when s.name = '' then r.name else s.name end,
  data = s.data || jsonb_build_object('productIds', ${UNION("productIds", "product_ids")}, 'products', ${UNION("products", "products")})
from jsonb_to_recordset($2::text::jsonb) as r(id text, name text, product_ids jsonb, products jsonb)
where s.workspace_id = $1::text and s.id = r.id and s.kind = 'purchase'
  and (not coalesce(s.data -> 'productIds', '[]') @> r.product_ids or (s.name = '' and r.name <> ''))
returning s.id, s.person_id`;
