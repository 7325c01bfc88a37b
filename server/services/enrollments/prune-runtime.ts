import type { Sql } from "postgres";
import { queryRows } from "@/db/query-rows";

/**
 * Rows that only served delivery: kept for a day after they were eaten or sent, for whoever looks into a delay. Rows of a
 * file that could not come in are somebody's data and nobody's contact: kept for 30 days, for whoever mends the file. A wish
 * by a form that nobody confirmed is none after 30 days of workspace time, when its link lapses; that somebody asked is counted.
 */
export async function pruneRuntime(sql: Sql): Promise<void> {
  await queryRows(
    sql,
    "delete from wake where id in (select id from wake where eaten_at < now() - interval '1 day' limit 20000)",
  );
  await queryRows(
    sql,
    "delete from outbox where id in (select id from outbox where sent_at < now() - interval '1 day' limit 20000)",
  );
  await queryRows(
    sql,
    "delete from idempotency_key where id in (select id from idempotency_key where created_at < now() - interval '1 day' limit 20000)",
  );
  await queryRows(
    sql,
    "delete from provider_event where id in (select id from provider_event where received_at < now() - interval '30 days' and state <> 'owed' limit 20000)",
  );
  await queryRows(sql, DELIVERIES);
  await queryRows(sql, WISHES);
  await queryRows(
    sql,
    "update import_job set problems = '[]' where id in (select id from import_job where finished_at < now() - interval '30 days' and problems <> '[]' limit 1000)",
  );
  // read again only after a folder's UIDs were given anew, and then but some days back
  await queryRows(
    sql,
    "delete from mailbox_seen where ctid in (select ctid from mailbox_seen where seen_at < now() - interval '60 days' limit 20000)",
  );
}

// Their number stays: a form says how many asked.
const WISHES = `
with gone as (
delete from form_entry where id in (
  select e.id from form_entry e join workspace_setting w on w.workspace_id = e.workspace_id
  where e.confirmed_at is null
    and e.requested_at < now() + w.clock_offset_ms * interval '1 millisecond' - interval '30 days'
  limit 20000)
returning workspace_id, form_id, (requested_at at time zone 'UTC')::date as day)
insert into form_lapse (workspace_id, form_id, day, lapsed)
select workspace_id, form_id, day, count(*)::int from gone group by 1, 2, 3
on conflict (workspace_id, form_id, day) do update set lapsed = form_lapse.lapsed + excluded.lapsed`;

// A step's own call is looked at as long as its enrollment may stand there.
const DELIVERIES = `
delete from webhook_delivery where id in (
  select d.id from webhook_delivery d
  where d.created_at < now() - interval '30 days' and d.state <> 'waiting' and not exists (
    select 1 from enrollment e where e.workspace_id = d.workspace_id and e.id = d.enrollment_id and e.status = 'active')
  limit 20000)`;
