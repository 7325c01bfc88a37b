import { addMs, type EpochMs, toIso } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { SENDER_TROUBLE_MS } from "@/server/mail/port";

/**
 * Senders that were refused themselves, whoever they wrote to, stand still with the server's words: the rest is not refused
 * one by one. One mail tries after a while, and the first that is accepted ends it (judge-senders.ts). Takes the senders'
 * locks, last in the order of locks.
 */
export async function stopSenders(
  tx: AnyTx,
  workspaceId: string,
  troubles: readonly { readonly senderId: string; readonly answer: string }[],
  now: EpochMs,
): Promise<void> {
  const answers = new Map(troubles.map(({ senderId, answer }) => [senderId, answer]));
  for (const [senderId, answer] of [...answers].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const reason = `“${answer.slice(0, 200)}”`;
    await queryRows(tx, STOP, [workspaceId, senderId, toIso(now), toIso(addMs(now, SENDER_TROUBLE_MS)), reason]);
  }
}

// One that stands still already stays as it is, unless this was the mail that tried. How often it broke for what people and
// servers thought of its mail (breaker_trips) is another matter.
const STOP = `
update sender set breaker_opened_at = $3::timestamptz, breaker_until = $4::timestamptz, breaker_reason = $5, updated_at = now()
where workspace_id = $1 and id = $2 and archived_at is null
  and (breaker_opened_at is null or breaker_until <= $3::timestamptz)`;
