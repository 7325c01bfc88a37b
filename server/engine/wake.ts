import type { TransactionSql } from "postgres";
import { matches, parseExpression, valueAt } from "./expression";
import type { EngineEvent } from "./functions";
import { parseJson } from "./json";

type Probe = { event: string; path: string; value: string; n: number };

/**
 * Gives each event to the runs that wait for it. Every wait is found through the index on (event, path, value):
 * one probe for each path ever waited on under that event's name. The first event of the set wins a wait.
 */
export async function wakeWaits(tx: TransactionSql, events: EngineEvent[]): Promise<void> {
  if (events.length === 0) return;
  const names = [...new Set(events.map((event) => event.name))];
  const paths = await tx<
    { event: string; path: string }[]
  >`select event, path from wait_path where event = any(${names}::text[])`;
  if (paths.length === 0) return;
  const probes: Probe[] = [];
  events.forEach((event, n) => {
    for (const { path } of paths.filter((row) => row.event === event.name)) {
      const value = valueAt(event, path);
      if (value !== undefined) probes.push({ event: event.name, path, value, n });
    }
  });
  if (probes.length === 0) return;
  const found = await findWaits(tx, probes);
  const hits = found.filter(
    (wait) =>
      wait.rest === null ||
      matches(parseExpression(wait.rest), { event: parseJson(wait.started_by ?? "null"), async: events[wait.n] }),
  );
  if (hits.length > 0) await resume(tx, hits, events);
}

type FoundWait = { run_id: string; step_id: string; n: number; rest: string | null; started_by: string | null };

function findWaits(tx: TransactionSql, probes: Probe[]): Promise<FoundWait[]> {
  return tx<FoundWait[]>`
    select wait.run_id, wait.step_id, probe.n, wait.rest,
      case when wait.rest is not null then (select event::text from run where run.id = wait.run_id) end as started_by
    from unnest(${probes.map((probe) => probe.event)}::text[], ${probes.map((probe) => probe.path)}::text[],
      ${probes.map((probe) => probe.value)}::text[], ${probes.map((probe) => probe.n)}::int[]) as probe (event, path, value, n)
    join wait using (event, path, value)
    where wait.until > now()
    order by probe.n`;
}

/** Locks the runs in the order of their ids, so that two sets of events cannot lock each other out; a wait that is gone is somebody else's. */
async function resume(tx: TransactionSql, found: FoundWait[], events: EngineEvent[]): Promise<void> {
  const hits = new Map<string, FoundWait>();
  for (const hit of found) {
    const key = `${hit.run_id}\n${hit.step_id}`;
    if (!hits.has(key)) hits.set(key, hit);
  }
  const list = [...hits.values()];
  const texts = new Map(list.map((hit) => [hit.n, JSON.stringify({ type: "data", data: events[hit.n] })]));
  await tx`
    with hit as (
      select * from unnest(${list.map((hit) => hit.run_id)}::text[], ${list.map((hit) => hit.step_id)}::text[],
        ${list.map((hit) => texts.get(hit.n) ?? "")}::text[]) as given (run_id, step_id, result)
    ), held as materialized (
      select id from run where id in (select run_id from hit) order by id for no key update
    ), gone as (
      delete from wait using hit, held
      where wait.run_id = hit.run_id and wait.step_id = hit.step_id and held.id = hit.run_id
      returning wait.run_id, wait.step_id, hit.result
    ), memo as (
      insert into step (run_id, id, result) select run_id, step_id, result::json from gone on conflict do nothing
    )
    update run set woken = true, due = case when parked then null when lease is null or due <= now() then now() else due end
    from (select distinct run_id from gone) as awake
    where run.id = awake.run_id`;
}
