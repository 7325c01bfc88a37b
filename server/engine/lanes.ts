import type { Sql, TransactionSql } from "postgres";
import type { ClaimedRow } from "./claim";
import { type Outcome, saveRuns } from "./save";
import { transact } from "./transact";

/*
 * Runs of a function with `concurrency` share a lane and its limit. Claiming and releasing in lanes happens one worker
 * at a time (advisory lock), so that two workers cannot both take the last place. A due run whose lane is full is
 * parked, which takes it out of the queue; each release lets as many out of the lane as left it. So a full lane of
 * any length costs nothing while it waits.
 */

function lock(tx: TransactionSql) {
  return tx`select pg_advisory_xact_lock(hashtext('engine lanes'), hashtext(current_schema()))`;
}

/** Takes up to `count` due runs whose lanes have room and parks the others it met. `more` says whether it met any that it could not look at. */
export async function claimLanedRuns(
  sql: Sql,
  count: number,
  lease: string,
  leaseMs: number,
): Promise<{ rows: ClaimedRow[]; met: number }> {
  const [due] = await sql`
    select 1 from run where due <= now() and due is not null and lane is not null order by due limit 1`;
  if (due === undefined) return { rows: [], met: 0 };
  return await transact(sql, async (tx) => {
    await lock(tx);
    const met = await tx<(ClaimedRow & { taken: boolean })[]>`
      with ready as materialized (
        select id, lane, lane_limit, due from run
        where due <= now() and due is not null and lane is not null order by due limit ${count} for no key update skip locked
      ), busy as (
        select lane, count(*) as places from run
        where lane in (select lane from ready) and lease is not null and due > now() group by lane
      ), ranked as (
        select ready.id, row_number() over (partition by lane order by ready.due, ready.id) + coalesce(busy.places, 0) <= ready.lane_limit as taken
        from ready left join busy using (lane)
      )
      update run set parked = not taken, woken = case when taken then false else woken end,
        lease = case when taken then ${lease} end,
        due = case when taken then now() + ${leaseMs}::float8 * interval '1 ms' end
      from ranked where run.id = ranked.id
      returning run.id, run.function_id, run.event::text, run.attempt, run.planned::text, run.lane, ranked.taken`;
    return { rows: met.filter((row) => row.taken), met: met.length };
  });
}

/** Saves and releases runs of lanes, then lets the next ones of those lanes out. */
export async function saveLanedRuns(tx: TransactionSql, given: (Outcome & { lane: string })[]): Promise<boolean[]> {
  await lock(tx);
  const held = await saveRuns(tx, given);
  const freed = new Map<string, number>();
  given.forEach((run, index) => {
    if (held[index] === true) freed.set(run.lane, (freed.get(run.lane) ?? 0) + 1);
  });
  if (freed.size > 0)
    await tx`
      update run set parked = false, due = now()
      from unnest(${[...freed.keys()]}::text[], ${[...freed.values()]}::int[]) as freed (lane, places)
      cross join lateral (select id from run where run.lane = freed.lane and parked order by id limit freed.places) as next
      where run.id = next.id`;
  return held;
}

/**
 * Lets the first out of lanes where some are parked and nobody works, as may be after a limit was raised. Answers how many.
 * The search steps from lane to lane, not from run to run, and takes no lock: what it finds is judged again under it.
 */
export async function unparkIdleLanes(sql: Sql): Promise<number> {
  const idle = await sql<{ lane: string }[]>`
    with recursive parked (lane) as (
      (select lane from run where parked order by lane limit 1)
      union all
      select (select run.lane from run where run.parked and run.lane > parked.lane order by run.lane limit 1)
      from parked where parked.lane is not null
    )
    select lane from parked where lane is not null and ${nobodyIn(sql, "parked")}`;
  if (idle.length === 0) return 0;
  return await transact(sql, async (tx) => {
    await lock(tx);
    const freed = await tx`
      update run set parked = false, due = now()
      from unnest(${idle.map(({ lane }) => lane)}::text[]) as idle (lane)
      cross join lateral (select id from run where run.lane = idle.lane and parked order by id limit 1) as next
      where run.id = next.id and ${nobodyIn(tx, "idle")}`;
    return freed.count;
  });
}

const nobodyIn = (sql: Sql | TransactionSql, lanes: "parked" | "idle") => sql`not exists (
  select 1 from run as busy where busy.lane = ${sql(lanes)}.lane and (busy.lease is not null or busy.due is not null))`;
