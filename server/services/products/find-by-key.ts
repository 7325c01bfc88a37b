import { type AnyTx, queryRows } from "@/db/query-rows";

/** Ids of the products with these keys, or called so by `source` (product_ref); by what they were asked for by. */
export async function findProductsByKey(
  tx: AnyTx,
  workspaceId: string,
  keys: readonly string[],
  source: string | null = null,
): Promise<Map<string, string>> {
  const wanted = [...new Set(keys)];
  if (wanted.length === 0) return new Map();
  const rows = await queryRows<{ id: string; key: string }>(tx, FIND, [workspaceId, wanted, source ?? ""]);
  return new Map(rows.map(({ id, key }) => [key, id]));
}

// what another service calls it was said by a member: it comes last in the map, and so wins over a key that is alike
const FIND = `
select id, key, 1 as rank from product where workspace_id = $1 and key = any($2::text[])
union all
select product_id, ref, 2 from product_ref where workspace_id = $1 and source = $3 and ref = any($2::text[])
order by rank`;
