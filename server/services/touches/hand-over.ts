import { toEpochMs } from "@/core/instant";
import { ownerSql, smallSetsSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { logger } from "@/server/log";
import { oweWakes } from "@/server/services/enrollments/wake";
import { tellMessages } from "@/server/services/messages/tell";
import { reopenAnswered } from "@/server/services/replies/lost-answers";
import { keepResults } from "./keep-results";
import { loadReady } from "./load-outgoing";
import { ringAt } from "./look";
import { planParcels } from "./plan-parcels";
import { type Parcel, type SendHow, type Sent, sendParcel, type TransportOf } from "./send-parcel";
import type { Handed } from "./write-results";

/** Calls to providers at once by one call of ours: enough to fill a pool, too few to flood a provider. */
const AT_ONCE = 8;
/** Longer than this nobody works on a mail without saying so: what it was marked with is then settled (settle-leases.ts). */
const LEASE = "2 minutes";
const RENEW_MS = 40_000;

/**
 * Hands claimed touches over and writes what became of them. Before the network is touched each is marked `handed_over`, in
 * a transaction of its own: whatever crashes after that, the slot stays taken and nothing is sent a second time unasked.
 * Touches that are no longer claimed, or claimed anew since (the lease lapsed, somebody else has them), are left alone.
 */
export async function handOverTouches(
  workspaceId: string,
  touchIds: readonly string[],
  transportOf: TransportOf,
): Promise<void> {
  const { ready, broken } = await loadReady(workspaceId, touchIds);
  if (ready.length < touchIds.length) await failUnsendable(workspaceId, touchIds, broken);
  const parcels = await planParcels(ready, transportOf);
  const taken = await markHandedOver(workspaceId, parcels);
  const mine = parcels.map(({ batchId, mails }) => ({
    batchId,
    mails: mails.filter(({ mail }) => taken.has(mail.touchId)),
  }));
  await sendAll(
    workspaceId,
    mine.filter(({ mails }) => mails.length > 0),
    { transportOf, again: false },
  );
}

/**
 * Asks a provider that honours keys once more about a hand-over nobody knows the end of, of a batch as a whole; the touches are
 * `handed_over` all the while and their lease was taken by the caller. Only a yes or a final no settles it: a "not now" says
 * nothing about the first time.
 */
export async function askAgain(
  workspaceId: string,
  { batchId, touchIds }: { readonly batchId: string | null; readonly touchIds: readonly string[] },
  transportOf: TransportOf,
): Promise<void> {
  const { ready, broken } = await loadReady(workspaceId, touchIds);
  for (const { touchId, error } of broken)
    throw new Error(`touch ${touchId} cannot be put together again`, { cause: error });
  await sendAll(workspaceId, [{ batchId, mails: ready }], { transportOf, again: true });
}

async function sendAll(workspaceId: string, parcels: readonly Parcel[], how: SendHow): Promise<void> {
  const open = new Set(parcels.flatMap(({ mails }) => mails.map(({ mail }) => mail.touchId)));
  const results: Handed[] = [];
  const queue = [...parcels];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      for (const { sent, handOver } of await sendOrLeave(workspaceId, next, how)) {
        if (handOver) results.push({ ...sent, handOver });
        else open.delete(sent.mail.touchId); // its lease runs out
      }
    }
  };
  const renewing = setInterval(() => {
    queryRows(ownerSql(), RENEW, [workspaceId, [...open]]).catch((error: unknown) =>
      logger("touches").warn({ err: error }, "the leases of mails on their way cannot be renewed"),
    );
  }, RENEW_MS);
  try {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, parcels.length) }, worker));
    await keepResults(workspaceId, results);
  } finally {
    clearInterval(renewing);
  }
}

/** One whose end cannot be told keeps the others' from nothing. */
async function sendOrLeave(workspaceId: string, parcel: Parcel, how: SendHow): Promise<Sent[]> {
  try {
    return await sendParcel(workspaceId, parcel, how);
  } catch (error) {
    logger("touches").error({ err: error, batch: parcel.batchId }, "a parcel broke on its way");
    return parcel.mails.map((sent) => ({ sent, handOver: null }));
  }
}

async function markHandedOver(workspaceId: string, parcels: readonly Parcel[]): Promise<Set<string>> {
  if (parcels.length === 0) return new Set();
  const set = parcels.flatMap(({ batchId, mails }) =>
    mails.map(({ mail, claimedAt }) => ({ id: mail.touchId, claimed: claimedAt, batch: batchId })),
  );
  const rows = await queryRows<{ id: string }>(smallSetsSql(), MARK_HANDED_OVER, [workspaceId, JSON.stringify(set)]);
  return new Set(rows.map(({ id }) => id));
}

/** What can never leave (its text breaks, its sender or text is gone) fails, and what waits for it goes on. */
async function failUnsendable(
  workspaceId: string,
  touchIds: readonly string[],
  broken: readonly { touchId: string; error: unknown }[],
): Promise<void> {
  for (const { touchId, error } of broken) {
    logger("touches").error({ err: error, touch: touchId }, "a claimed mail cannot be put together");
  }
  await ownerSql().begin(async (tx) => {
    await queryRows(tx, LOCK_PEOPLE, [workspaceId, touchIds]);
    const failed = await queryRows<{ id: string; person_id: string; enrollment_id: string | null; now: number }>(
      tx,
      FAIL_UNSENDABLE,
      [workspaceId, touchIds, broken.map(({ touchId }) => touchId)],
    );
    await tellMessages(
      tx,
      workspaceId,
      failed.map(({ id }) => id),
    );
    for (const { id, now } of failed) await reopenAnswered(tx, workspaceId, [id], toEpochMs(now));
    await ringAt(
      tx,
      failed.map((row) => ({ workspaceId, personId: row.person_id, at: row.now })),
    );
    await oweWakes(
      tx,
      failed.flatMap(({ id, enrollment_id: enrollmentId }) =>
        enrollmentId === null ? [] : [{ workspaceId, enrollmentId, cause: "touch" as const, ref: id }],
      ),
    );
  });
}

// Only the very claim its text was frozen for.
const MARK_HANDED_OVER = `
update touch t set state = 'handed_over', handed_over_at = now(), attempts = t.attempts + 1, batch_id = r.batch,
  lease_until = now() + interval '${LEASE}', updated_at = now()
from jsonb_to_recordset($2::text::jsonb) as r(id text, claimed float8, batch text)
where t.workspace_id = $1 and t.id = r.id and t.state = 'claimed'
  and (extract(epoch from t.claimed_at) * 1000)::float8 = r.claimed
returning t.id`;

const RENEW = `
update touch set lease_until = now() + interval '${LEASE}'
where workspace_id = $1 and id = any($2::text[]) and state = 'handed_over'`;

const LOCK_PEOPLE = `
select id from person
where workspace_id = $1 and id in (select person_id from touch where workspace_id = $1 and id = any($2::text[]))
order by id for no key update`;

const FAIL_UNSENDABLE = `
update touch t set state = 'failed', failure = 'The mail cannot be put together: its text, or its sender, cannot be read',
  lease_until = null, counted_at = null, updated_at = now(),
  ended_at = now() + (select clock_offset_ms from workspace_setting w where w.workspace_id = t.workspace_id) * interval '1 millisecond'
where t.workspace_id = $1 and t.id = any($2::text[]) and t.state = 'claimed' and (t.id = any($3::text[])
  or not exists (select 1 from sender s where s.workspace_id = t.workspace_id and s.id = t.sender_id)
  or not exists (select 1 from content c where c.workspace_id = t.workspace_id and c.hash = t.content_hash))
returning t.id, t.person_id, t.enrollment_id, (extract(epoch from t.ended_at) * 1000)::float8 as now`;
