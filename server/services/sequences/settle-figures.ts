import { type EpochMs, toEpochMs } from "@/core/instant";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import { takeInFigures } from "@/server/services/sequences/take-in-figures";
import { readSettings } from "@/server/services/workspaces/settings";

/** How many debts a reader takes in of one sequence: some hundredths of a second at most. The worker takes in the rest. */
export const BY_A_READER = 200;

/**
 * Before figures are read: takes in what their passages owe, so that they are those of now. Answers when they were true (real
 * time): now, or earlier where a flood of happenings waits for the worker.
 */
export async function settleFigures(
  tx: Tx,
  workspaceId: string,
  sequenceIds: readonly string[],
  now: EpochMs,
): Promise<Date> {
  const owing = await queryRows<{ id: string }>(tx, OWING, [workspaceId, sequenceIds]);
  if (owing.length === 0) return realNow();
  const { timeZone } = await readSettings(tx, workspaceId);
  const behind: string[] = [];
  // in the order of their ids, as everybody locks them
  for (const { id: sequenceId } of owing) {
    const of = { workspaceId, sequenceId, timeZone, now, debts: BY_A_READER, passages: BY_A_READER };
    if ((await takeInFigures(tx, of)).more) behind.push(sequenceId);
  }
  if (behind.length === 0) return realNow();
  await queryRows(tx, LOOKED, [workspaceId, behind]);
  const [oldest] = await queryRows<{ at: number | null }>(tx, OLDEST, [workspaceId, behind]);
  return oldest?.at == null ? realNow() : new Date(toEpochMs(Math.floor(oldest.at)));
}

const OWING = `
select s.id from unnest($2::text[]) as s(id)
where exists (select 1 from figure_debt d where d.workspace_id = $1::text and d.sequence_id = s.id)
order by s.id`;

const LOOKED = `
update figure_book set looked_at = clock_timestamp() where workspace_id = $1::text and sequence_id = any($2::text[])`;

const OLDEST = `
select extract(epoch from min(owed_at))::float8 * 1000 as at from figure_debt
where workspace_id = $1::text and sequence_id = any($2::text[])`;
