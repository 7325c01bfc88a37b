import type { Sql } from "postgres";
import { queryRows } from "@/db/query-rows";

/** Something of a workspace that is due now, has not been looked at, or is on its way. */
export type Busy =
  | "events" // to be sent, or triggers to be judged
  | "broadcasts" // their messages are being made or taken back
  | "wakes" // owed and uneaten
  | "starting" // entered, and no step has looked at them
  | "due" // enrollments whose time has come
  | "people" // alarms of the governor that have rung
  | "mail" // claimed or handed over
  | "webhooks"; // not yet called

/** What the workspace still has to do at its present instant, worst first; null: it is quiet. One round trip. */
export async function whatIsBusy(sql: Sql, workspaceId: string): Promise<Busy | null> {
  const [row] = await queryRows<{ busy: Busy | null }>(sql, BUSY, [workspaceId]);
  return row?.busy ?? null;
}

// what triggers cannot be judged by (relay-triggers.ts) keeps no clock waiting for ever
const BUSY = `
with w as (
  select workspace_id, now() + clock_offset_ms * interval '1 millisecond' as at
  from workspace_setting where workspace_id = $1::text)
select case
  when exists (select 1 from outbox o where o.workspace_id = $1::text and o.sent_at is null
               and o.name not in ('signal/recorded', 'contact/changed') and o.name <> 'clock/move-started')
    or exists (select 1 from outbox o where o.workspace_id = $1::text and o.sent_at is null
               and o.name in ('signal/recorded', 'contact/changed') and o.attempts < 5) then 'events'
  when exists (select 1 from broadcast b where b.workspace_id = $1::text and b.made_at is null and b.state in ('sending', 'cancelled'))
    then 'broadcasts'
  when exists (select 1 from (select enrollment_id from wake where workspace_id = $1::text and eaten_at is null offset 0) k
               where exists (select 1 from enrollment e
                             where e.workspace_id = $1::text and e.id = k.enrollment_id and e.status = 'active' offset 0)) then 'wakes'
  when exists (select 1 from enrollment e where e.workspace_id = $1::text and e.status = 'active' and e.last_step_at is null)
    then 'starting'
  when exists (select 1 from enrollment e, w where e.workspace_id = $1::text and e.status = 'active' and e.wake_at <= w.at)
    then 'due'
  when exists (select 1 from person p, w where p.workspace_id = $1::text and p.next_look_at <= w.at) then 'people'
  when exists (select 1 from touch t where t.workspace_id = $1::text and t.state in ('claimed', 'handed_over')) then 'mail'
  when exists (select 1 from webhook_delivery d where d.workspace_id = $1::text and d.state = 'waiting' and d.attempts = 0)
    then 'webhooks'
end as busy`;
