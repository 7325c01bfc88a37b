import type { Sql } from "postgres";

const SET = 5_000;

/** Forgets ended runs after three days, event ids and idempotency keys after one. In sets, so that no lock is held long. */
export async function pruneEngine(sql: Sql): Promise<void> {
  const chores = [
    () => sql`
      with gone as (
        delete from run where id in (select id from run where ended_at < now() - interval '3 days' limit ${SET}) returning id
      ), steps as (
        delete from step using gone where step.run_id = gone.id
      ), waits as (
        delete from wait using gone where wait.run_id = gone.id
      )
      select id from gone`,
    () =>
      sql`delete from event_seen where id in (select id from event_seen where at < now() - interval '24 hours' limit ${SET})`,
    () => sql`
      delete from started_once where (function_id, key) in (
        select function_id, key from started_once where at < now() - interval '24 hours' limit ${SET})`,
  ];
  for (const chore of chores) {
    let gone = SET;
    while (gone === SET) gone = (await chore()).count;
  }
}
