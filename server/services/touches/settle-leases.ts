import { toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { now as workspaceNow } from "@/server/clock";
import { logger } from "@/server/log";
import { oweWakes } from "@/server/services/enrollments/wake";
import { tellMessages } from "@/server/services/messages/tell";
import { isPassingFault } from "@/server/services/passing-fault";
import { askAgain } from "./hand-over";
import { ringAt } from "./look";
import type { TransportOf } from "./send-parcel";

/** How long a provider with keys is asked again about a hand-over nobody knows the end of (they keep keys for 24 h). */
const ASK_AGAIN = "23 hours";

interface Lapsed {
  id: string;
  workspace_id: string;
  person_id: string;
  enrollment_id: string | null;
  sender_id: string;
  offset_ms: number;
}

interface LapsedHandOver extends Lapsed {
  readonly young: boolean;
  readonly batch_id: string | null;
}

/**
 * After a crash: claims whose lease lapsed go back to waiting and free their slot; hand-overs whose lease lapsed are asked
 * again with the same key where the provider honours keys, and become `unknown` where it does not: counted, shown, never
 * sent again by themselves. Leases are real time. Safe to run anywhere, any number of times.
 */
export async function settleLeases(
  transportOf: TransportOf,
): Promise<{ freed: number; asked: number; unknown: number }> {
  const freed = await ownerSql().begin(async (tx) => {
    const rows = await queryRows<Lapsed>(tx, FREE_CLAIMS);
    await ringAt(tx, rows.map(toLook));
    return rows.length;
  });
  const lapsed = await queryRows<LapsedHandOver>(ownerSql(), LAPSED_HAND_OVERS);
  let asked = 0;
  const lost: Lapsed[] = [];
  for (const row of lapsed) {
    if (!row.young || !(await honoursKeys(row, transportOf))) lost.push(row);
    else {
      const touchIds = await takeLease(row); // of a batch all at once: its other rows find them taken
      if (touchIds.length === 0) continue;
      asked += touchIds.length;
      await askAgain(row.workspace_id, { batchId: row.batch_id, touchIds }, transportOf).catch((error: unknown) =>
        logger("touches").error({ err: error, touch: row.id }, "cannot be asked again now; later"),
      );
    }
  }
  if (lost.length > 0) await giveUp(lost);
  return { freed, asked, unknown: lost.length };
}

const toLook = (row: Lapsed) => ({
  workspaceId: row.workspace_id,
  personId: row.person_id,
  at: toEpochMs(workspaceNow({ clockOffsetMs: row.offset_ms })),
});

/** A sender that cannot be used any more cannot be asked either. */
async function honoursKeys(row: Lapsed, transportOf: TransportOf): Promise<boolean> {
  try {
    return (await transportOf(row.sender_id)).honoursKeys;
  } catch (error) {
    if (isPassingFault(error)) throw error;
    logger("touches").error({ err: error, sender: row.sender_id, touch: row.id }, "a sender cannot be asked again");
    return false;
  }
}

/** For whoever comes first. It stays handed over: a crash from here on leaves it where it was, and its slot taken. */
async function takeLease(row: LapsedHandOver): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(ownerSql(), TAKE_LEASE, [row.workspace_id, row.id, row.batch_id]);
  return rows.map(({ id }) => id);
}

async function giveUp(rows: readonly Lapsed[]): Promise<void> {
  await ownerSql().begin(async (tx) => {
    const given = await queryRows<{ id: string }>(tx, GIVE_UP, [rows.map(({ id }) => id)]);
    const gone = new Set(given.map(({ id }) => id));
    for (const workspaceId of new Set(rows.map((row) => row.workspace_id)))
      await tellMessages(tx, workspaceId, [...gone]);
    await oweWakes(
      tx,
      rows.flatMap((row) =>
        row.enrollment_id === null || !gone.has(row.id)
          ? []
          : [{ workspaceId: row.workspace_id, enrollmentId: row.enrollment_id, cause: "touch" as const, ref: row.id }],
      ),
    );
  });
}

const COLUMNS = `t.id, t.workspace_id, t.person_id, t.enrollment_id, t.sender_id`;
const OFFSET = `(select clock_offset_ms::float8 from workspace_setting w where w.workspace_id = t.workspace_id) as offset_ms`;

// people first, in id order: the order every lock on them is taken in
const FREE_CLAIMS = `
with lapsed as (
  select t.workspace_id, t.id, t.person_id from touch t where t.state = 'claimed' and t.lease_until < now() limit 500
), locked as (
  select p.id from person p where (p.workspace_id, p.id) in (select workspace_id, person_id from lapsed)
  order by p.id for no key update
)
update touch t set state = 'waiting', counted_at = null, claimed_at = null, lease_until = null, updated_at = now()
from lapsed
where t.workspace_id = lapsed.workspace_id and t.id = lapsed.id and t.state = 'claimed' and t.lease_until < now()
  and (select count(*) from locked) >= 0
returning ${COLUMNS}, ${OFFSET}`;

const LAPSED_HAND_OVERS = `
select ${COLUMNS}, ${OFFSET}, t.handed_over_at > now() - interval '${ASK_AGAIN}' as young, t.batch_id
from touch t where t.state = 'handed_over' and t.lease_until < now() order by t.id limit 500`;

const TAKE_LEASE = `
update touch set attempts = attempts + 1, lease_until = now() + interval '2 minutes', updated_at = now()
where workspace_id = $1 and (id = $2 or batch_id = $3::text) and state = 'handed_over' and lease_until < now()
returning id`;

const GIVE_UP = `
update touch t set state = 'unknown', lease_until = null, failure = 'The connection broke after the mail was handed over',
  ended_at = now() + (select clock_offset_ms from workspace_setting w where w.workspace_id = t.workspace_id) * interval '1 millisecond',
  updated_at = now()
where t.id = any($1::text[]) and t.state = 'handed_over' and t.lease_until < now()
returning t.id`;
