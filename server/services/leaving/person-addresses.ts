import { type AnyTx, queryRows } from "@/db/query-rows";

/** All addresses of a person, as core/address makes keys of them. */
export async function personAddresses(tx: AnyTx, workspaceId: string, personId: string): Promise<string[]> {
  const rows = await queryRows<{ email_key: string }>(
    tx,
    "select email_key from contact where workspace_id = $1 and person_id = $2 and email_key is not null order by email_key",
    [workspaceId, personId],
  );
  return rows.map(({ email_key }) => email_key);
}
