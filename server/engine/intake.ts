import type { TransactionSql } from "postgres";
import { type EngineEvent, type EngineFunction, isTriggeredBy, toIdempotencyKey, toLane } from "./functions";
import { newId } from "./new-id";
import { wakeWaits } from "./wake";

/** An event, and the functions it is meant for: all that listen to its name, or one (a cron's tick). */
export type Arrival = { event: EngineEvent; only?: EngineFunction };

type NewRun = {
  id: string;
  functionId: string;
  event: string;
  delayMs: number;
  lane: string | null;
  limit: number | null;
  once: string | null;
};

/**
 * Takes a set of events in the given transaction: drops those whose id was seen in the last 24 hours, starts the
 * functions they trigger and wakes the runs that wait for them. All or nothing, so an accepted event is never half handled.
 * Tells the other workers; `by` is the sender's own name, who knows already.
 */
export async function takeEvents(
  tx: TransactionSql,
  functions: Map<string, EngineFunction>,
  arrivals: Arrival[],
  by: string,
): Promise<void> {
  const fresh = await dropSeen(tx, arrivals);
  if (fresh.length === 0) return;
  const runs = await dropStartedOnce(
    tx,
    fresh.flatMap((arrival) => toRuns(functions, arrival)),
  );
  const awaited = fresh.filter((arrival) => arrival.only === undefined).map((arrival) => arrival.event);
  await Promise.all([
    insertRuns(tx, runs),
    wakeWaits(tx, awaited),
    tx`select pg_notify(current_schema() || '_due', ${by})`,
  ]);
}

/** Every arrival's id is noted; a repeat inside the set or within a day in the table is dropped. */
async function dropSeen(tx: TransactionSql, arrivals: Arrival[]): Promise<Arrival[]> {
  const byId = new Map<string, Arrival>();
  for (const arrival of arrivals) if (!byId.has(arrival.event.id)) byId.set(arrival.event.id, arrival);
  const rows = await tx<{ id: string }[]>`
    insert into event_seen (id) select unnest(${[...byId.keys()].sort()}::text[])
    on conflict (id) do update set at = now() where event_seen.at < now() - interval '24 hours'
    returning id`;
  const fresh = new Set(rows.map((row) => row.id));
  return [...byId.values()].filter((arrival) => fresh.has(arrival.event.id));
}

function toRuns(functions: Map<string, EngineFunction>, { event, only }: Arrival): NewRun[] {
  const started = only === undefined ? [...functions.values()].filter((fn) => isTriggeredBy(fn, event)) : [only];
  return started.map((fn) => {
    const lane = toLane(fn, event);
    return {
      id: newId(),
      functionId: fn.id,
      event: JSON.stringify(event),
      delayMs: Math.max(0, event.ts - Date.now()),
      lane: lane?.lane ?? null,
      limit: lane?.limit ?? null,
      once: toIdempotencyKey(fn, event) ?? null,
    };
  });
}

async function dropStartedOnce(tx: TransactionSql, runs: NewRun[]): Promise<NewRun[]> {
  const keyed = new Map<string, NewRun>();
  for (const run of runs) {
    const key = `${run.functionId}\n${run.once}`;
    if (run.once !== null && !keyed.has(key)) keyed.set(key, run);
  }
  if (keyed.size === 0) return runs;
  const ordered = [...keyed.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, run]) => run);
  const rows = await tx<{ function_id: string; key: string }[]>`
    insert into started_once (function_id, key)
    select * from unnest(${ordered.map((run) => run.functionId)}::text[], ${ordered.map((run) => run.once)}::text[])
    on conflict (function_id, key) do update set at = now() where started_once.at < now() - interval '24 hours'
    returning function_id, key`;
  const first = new Set(rows.map((row) => keyed.get(`${row.function_id}\n${row.key}`)));
  return runs.filter((run) => run.once === null || first.has(run));
}

async function insertRuns(tx: TransactionSql, runs: NewRun[]): Promise<void> {
  if (runs.length === 0) return;
  await tx`
    insert into run (id, function_id, event, due, lane, lane_limit)
    select id, function_id, event::json, now() + delay_ms * interval '1 ms', lane, lane_limit
    from unnest(${runs.map((run) => run.id)}::text[], ${runs.map((run) => run.functionId)}::text[],
      ${runs.map((run) => run.event)}::text[], ${runs.map((run) => run.delayMs)}::float8[],
      ${runs.map((run) => run.lane)}::text[], ${runs.map((run) => run.limit)}::int[])
      as given (id, function_id, event, delay_ms, lane, lane_limit)`;
}
