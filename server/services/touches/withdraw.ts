import type { EpochMs } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { lookAgain } from "@/server/services/touches/look";

interface Gone {
  id: string;
  person_id: string;
}

/**
 * Takes back what has not left: planned, waiting and held touches with these keys. What is claimed or handed over finishes.
 * @param by member id, "reply", "system", "version", "archived": whatever the journey should name
 * @returns ids of the touches withdrawn
 */
export async function withdrawTouches(
  tx: AnyTx,
  workspaceId: string,
  keys: readonly string[],
  by: string,
  now: EpochMs,
): Promise<string[]> {
  if (keys.length === 0) return [];
  const values = [workspaceId, by, new Date(now).toISOString(), [...keys]];
  const gone = await queryRows<Gone>(tx, `${WITHDRAW} and key = any($4::text[]) returning id, person_id`, values);
  return makeRoom(tx, workspaceId, gone, now);
}

/** The same for everything of these enrollments. */
export async function withdrawTouchesOf(
  tx: AnyTx,
  workspaceId: string,
  enrollmentIds: readonly string[],
  by: string,
  now: EpochMs,
): Promise<string[]> {
  if (enrollmentIds.length === 0) return [];
  const values = [workspaceId, by, new Date(now).toISOString(), [...enrollmentIds]];
  const gone = await queryRows<Gone>(
    tx,
    `${WITHDRAW} and enrollment_id = any($4::text[]) returning id, person_id`,
    values,
  );
  return makeRoom(tx, workspaceId, gone, now);
}

/**
 * What asks for the attention of these contacts: marketing and sales. Transactional mail and a colleague's own letter that
 * are on their way stay (core/attention/skip-checks.ts asks the same of each touch).
 */
export async function withdrawTouchesOfContacts(
  tx: AnyTx,
  workspaceId: string,
  contacts: readonly { readonly id: string; readonly personId: string }[],
  by: string,
  now: EpochMs,
): Promise<string[]> {
  if (contacts.length === 0) return [];
  const people = [...new Set(contacts.map(({ personId }) => personId))];
  const values = [workspaceId, by, new Date(now).toISOString(), people, contacts.map(({ id }) => id)];
  const which =
    "person_id = any($4::text[]) and contact_id = any($5::text[]) and enrollment_id is null and class <> 'transactional' and source <> 'hand'";
  const gone = await queryRows<Gone>(tx, `${WITHDRAW} and ${which} returning id, person_id`, values);
  return makeRoom(tx, workspaceId, gone, now);
}

/** What stood behind the withdrawn may go earlier now. */
async function makeRoom(tx: AnyTx, workspaceId: string, gone: readonly Gone[], now: EpochMs): Promise<string[]> {
  if (gone.length > 0) await lookAgain(tx, workspaceId, [...new Set(gone.map((row) => row.person_id))], now);
  return gone.map((row) => row.id);
}

const WITHDRAW = `
update touch
set state = 'withdrawn', failure = $2, ended_at = $3::timestamptz, held_until = null, updated_at = now()
where workspace_id = $1 and state in ('planned', 'waiting', 'held')`;
