import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { ConflictError, NotFoundError } from "@/server/services/errors";

/** Two contacts that are to become one person: whose row stays, and whose is emptied. */
export interface Pair {
  readonly keepPersonId: string;
  readonly otherPersonId: string;
}

/** @throws NotFoundError, ConflictError when they are one person already, or one of them was erased */
export async function findPair(
  tx: Tx,
  workspaceId: string,
  { keepId, otherId }: { keepId: string; otherId: string },
): Promise<Pair> {
  const rows = await queryRows<{ id: string; person_id: string; erased: boolean }>(tx, FIND, [
    workspaceId,
    [keepId, otherId],
  ]);
  const [keep, other] = [keepId, otherId].map((id) => rows.find((row) => row.id === id));
  if (!keep || !other) throw new NotFoundError("contact");
  if (keep.erased || other.erased) throw new ConflictError("An erased person is nobody any more");
  if (keep.person_id === other.person_id) throw new ConflictError("They are one person already");
  return { keepPersonId: keep.person_id, otherPersonId: other.person_id };
}

/** Both people, in id order: the order every lock on them is taken in. Whoever adds a row for either waits (0016). */
export async function lockPair(tx: Tx, workspaceId: string, pair: Pair): Promise<void> {
  await queryRows(tx, LOCK, [workspaceId, [pair.keepPersonId, pair.otherPersonId]]);
}

const FIND = `
select c.id, c.person_id, p.erased_at is not null as erased
from contact c join person p on p.workspace_id = c.workspace_id and p.id = c.person_id
where c.workspace_id = $1::text and c.id = any($2::text[])`;

const LOCK = `select id from person where workspace_id = $1::text and id = any($2::text[]) order by id for update`;
