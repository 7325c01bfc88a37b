import type { Sql } from "postgres";
import type { EngineEvent } from "./functions";
import { isJsonObject, type Json, parseJson } from "./json";

/** A step of a parallel discovery that is still to be run; `at` is epoch milliseconds. */
export type PlannedStep = { id: string; attempt: number; at: number };

/** A run this worker holds until its lease lapses. */
export type ClaimedRun = {
  id: string;
  functionId: string;
  lease: string;
  lane: string | null;
  event: EngineEvent;
  attempt: number;
  /** Memos of finished steps by hashed id, in order of completion. */
  memos: Map<string, Json>;
  /** Null outside a parallel stretch. */
  parallel: { planned: PlannedStep[]; waits: Map<string, number> } | null;
};

export type ClaimedRow = {
  id: string;
  function_id: string;
  event: string;
  attempt: number;
  planned: string | null;
  lane: string | null;
};

/** Takes up to `count` due runs without a lane, longest due first. What another worker is taking at this moment is skipped. */
export async function claimRuns(sql: Sql, count: number, lease: string, leaseMs: number): Promise<ClaimedRow[]> {
  return await sql<ClaimedRow[]>`
    with ready as materialized (
      select id from run where due <= now() and due is not null and lane is null order by due limit ${count} for no key update skip locked
    )
    update run set lease = ${lease}, due = now() + ${leaseMs}::float8 * interval '1 ms', woken = false
    from ready where run.id = ready.id
    returning run.id, run.function_id, run.event::text, run.attempt, run.planned::text, run.lane`;
}

/** Milliseconds until the next run is due, at most `limitMs`. */
export async function untilNextDue(sql: Sql, limitMs: number): Promise<number> {
  const [row] = await sql<{ ms: number | null }[]>`
    select (extract(epoch from min(due) - now()) * 1000)::float8 as ms from (
      select min(due) as due from run where due is not null and lane is null
      union all select min(due) from run where due is not null and lane is not null
    ) as next`;
  return Math.min(limitMs, Math.max(0, row?.ms ?? limitMs));
}

/**
 * Loads what claimed runs need. Waits whose time is over become null results first.
 * A statement of its own: its snapshot must be younger than the claim, or a step added between the two would be missed.
 */
export async function loadRuns(sql: Sql, rows: ClaimedRow[], lease: string): Promise<ClaimedRun[]> {
  const ids = rows.map((row) => row.id);
  const memos = await sql<{ run_id: string; id: string; result: string }[]>`
    with gone as (
      delete from wait where run_id = any(${ids}::text[]) and until <= now() returning run_id, step_id
    ), memo as (
      insert into step (run_id, id, result) select run_id, step_id, '{"type":"data","data":null}' from gone
      on conflict do nothing returning run_id, id, result, seq
    )
    select run_id, id, result::text, seq from step where run_id = any(${ids}::text[])
    union all select run_id, id, result::text, seq from memo
    order by seq`;
  const runs = new Map<string, ClaimedRun>();
  for (const row of rows) runs.set(row.id, toRun(row, lease));
  for (const memo of memos) runs.get(memo.run_id)?.memos.set(memo.id, parseJson(memo.result));
  await loadOpenWaits(sql, runs);
  return [...runs.values()];
}

async function loadOpenWaits(sql: Sql, runs: Map<string, ClaimedRun>): Promise<void> {
  const parallel = [...runs.values()].filter((run) => run.parallel !== null).map((run) => run.id);
  if (parallel.length === 0) return;
  const waits = await sql<{ run_id: string; step_id: string; ms: number }[]>`
    select run_id, step_id, (extract(epoch from until - now()) * 1000)::float8 as ms from wait where run_id = any(${parallel}::text[])`;
  for (const wait of waits) runs.get(wait.run_id)?.parallel?.waits.set(wait.step_id, Date.now() + wait.ms);
}

function toRun(row: ClaimedRow, lease: string): ClaimedRun {
  return {
    id: row.id,
    functionId: row.function_id,
    lease,
    lane: row.lane,
    event: toStoredEvent(row.event),
    attempt: row.attempt,
    memos: new Map(),
    parallel: row.planned === null ? null : { planned: toPlanned(parseJson(row.planned)), waits: new Map() },
  };
}

function toPlanned(stored: Json): PlannedStep[] {
  return (Array.isArray(stored) ? stored : []).flatMap((item) =>
    isJsonObject(item) && typeof item.id === "string" && typeof item.attempt === "number" && typeof item.at === "number"
      ? [{ id: item.id, attempt: item.attempt, at: item.at }]
      : [],
  );
}

/** Only `takeEvents` writes this column, and only whole events. */
function toStoredEvent(text: string): EngineEvent {
  return parseJson(text) as EngineEvent;
}
