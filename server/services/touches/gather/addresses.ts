import type { PersonAddress } from "@/core/attention/choose-address";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { addressDeath } from "@/server/services/suppressions/hits";
import { groupBy } from "./group-by";

type Row = PersonAddress & { readonly person_id: string };

/** The addresses of those who have several, the one known longest first. */
export async function gatherAddresses(
  tx: AnyTx,
  workspaceId: string,
  personIds: readonly string[],
): Promise<Map<string, PersonAddress[]>> {
  const rows = await queryRows<Row>(tx, ADDRESSES, [workspaceId, personIds]);
  return groupBy(rows, ({ person_id: _, ...address }) => address);
}

const ADDRESSES = `
select c.person_id, c.id as "contactId", c.company_id as "companyId", c.email_key is not null as "hasMail",
  c.archived_at is not null as "isArchived", ${addressDeath("c")} as dead
from contact c
where c.workspace_id = $1 and c.person_id = any($2::text[]) and exists (
  select 1 from contact o where o.workspace_id = c.workspace_id and o.person_id = c.person_id and o.id <> c.id)
order by c.person_id, c.created_at, c.id`;
