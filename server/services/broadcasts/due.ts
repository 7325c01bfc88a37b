import type { Sql } from "postgres";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { writeOutbox } from "@/server/outbox/write-outbox";

/** Work that nobody has done for this long, real time, is asked for again: its run was lost. */
const LOST_SECONDS = 60;

/** Starts broadcasts whose time (workspace time) has come. @param workspaceId null: everywhere */
export async function startDueBroadcasts(tx: AnyTx, workspaceId: string | null): Promise<number> {
  const rows = await queryRows<Found>(tx, START_DUE, [workspaceId]);
  await askAgain(tx, rows);
  return rows.length;
}

/** Starts what is due, asks again for work that got lost, and closes what has nothing waiting any more. */
export async function sweepBroadcasts(sql: Sql): Promise<{ started: number; lost: number; finished: number }> {
  return sql.begin(async (tx) => {
    const started = await startDueBroadcasts(tx, null);
    const lost = await queryRows<Found>(tx, LOST, [LOST_SECONDS]);
    await askAgain(tx, lost);
    const finished = await queryRows<Found>(tx, FINISH);
    return { started, lost: lost.length, finished: finished.length };
  });
}

interface Found {
  id: string;
  workspace_id: string;
}

const askAgain = (tx: AnyTx, rows: readonly Found[]) =>
  writeOutbox(
    tx,
    rows.map(({ id, workspace_id: workspaceId }) => ({ name: "broadcast/work", data: { workspaceId, id } })),
  );

const START_DUE = `
update broadcast b set state = 'sending', started_at = b.start_at, worked_at = now(), updated_at = now()
from workspace_setting w
where w.workspace_id = b.workspace_id and b.state = 'scheduled' and ($1::text is null or b.workspace_id = $1)
  and b.start_at <= now() + w.clock_offset_ms * interval '1 millisecond'
returning b.id, b.workspace_id`;

const LOST = `
update broadcast set worked_at = now()
where (state = 'sending' or state = 'cancelled') and made_at is null and worked_at < now() - $1::int * interval '1 second'
returning id, workspace_id`;

const FINISH = `
update broadcast b set state = 'finished', updated_at = now(),
  finished_at = now() + (select clock_offset_ms from workspace_setting w where w.workspace_id = b.workspace_id) * interval '1 millisecond'
where b.state = 'sending' and b.made_at is not null and not exists (
  select 1 from touch t where t.workspace_id = b.workspace_id and t.broadcast_id = b.id
    and t.state in ('planned', 'waiting', 'held', 'claimed', 'handed_over'))
returning b.id, b.workspace_id`;
