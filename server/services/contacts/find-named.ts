import type { AnyTx } from "@/db/query-rows";
import { findKnown, type Known, type KnownContact, lockKnown, toKeyed } from "@/server/services/contacts/find-known";

/**
 * Whom these rows name, in their order, with the people locked; null where one says more than a name (an address or an own
 * id) or names nobody we know. Programs mostly speak of people who are known: what writes no contact waits for no other.
 */
export async function findNamed(
  tx: AnyTx,
  workspaceId: string,
  rows: readonly KnownContact[],
): Promise<readonly Known[] | null> {
  if (!rows.every(isNameOnly)) return null;
  const keyed = rows.map(toKeyed);
  // looked up before they are locked: whoever has to be made takes the workspace's turn first, with nobody's lock in hand
  const seen = await findKnown(tx, workspaceId, keyed);
  const known = ({ byEmail, byExternalId }: typeof seen) =>
    keyed.map(({ row, emailKey }) =>
      emailKey === null ? byExternalId.get(row.externalId ?? "") : byEmail.get(emailKey),
    );
  if (!known(seen).every((one) => one !== undefined)) return null;
  const locked = known(await lockKnown(tx, workspaceId, keyed));
  return locked.every((one) => one !== undefined) ? locked : null;
}

function isNameOnly({ email, externalId, tags, attributes, aliases, formerId, ...said }: KnownContact): boolean {
  return (
    (email === null) !== (externalId === null) &&
    Object.values(said).every((value) => value === null) &&
    Object.keys(attributes).length === 0 &&
    tags.length + (aliases ?? []).length === 0 &&
    formerId == null
  );
}
