import type { Sql } from "postgres";
import { queryRows } from "@/db/query-rows";
import { RELAY_CHANNEL } from "@/server/outbox/channels";
import { writeOutbox } from "@/server/outbox/write-outbox";

const SET = 1_000;
/** A run that should have moved that long ago is lost. */
const OVERDUE_SECONDS = 180;

export interface Swept {
  /** wakes knocked for again */
  readonly knocked: number;
  /** runs started anew from their rows */
  readonly restarted: number;
}

/**
 * Makes good what got lost, whatever the cause: knocks again for wakes nobody ate, and starts runs anew (epoch + 1, in the
 * transaction of the event) whose enrollments are overdue or whose wakes went uneaten for 180 s. Older runs are fenced.
 */
export async function sweepEnrollments(sql: Sql): Promise<Swept> {
  let restarted = 0;
  for (;;) {
    const count = await restartOverdue(sql);
    restarted += count;
    if (count < SET) break;
  }
  await queryRows(sql, CLOSE);
  const knocked = await queryRows(sql, KNOCK_AGAIN);
  if (knocked.length > 0) await queryRows(sql, `select pg_notify('${RELAY_CHANNEL}', '')`);
  return { knocked: knocked.length, restarted };
}

async function restartOverdue(sql: Sql): Promise<number> {
  const restarted = await sql.begin(async (tx) => {
    const rows = await queryRows<{ id: string; workspace_id: string; epoch: number }>(tx, RESTART, [
      SET,
      OVERDUE_SECONDS,
    ]);
    await writeOutbox(
      tx,
      rows.map(({ id, workspace_id, epoch }) => ({
        name: "enrollment/started",
        data: { workspaceId: workspace_id, id, epoch },
      })),
    );
    return rows.length;
  });
  return restarted;
}

const RESTART = `
with overdue as (
  select due.id from workspace_setting w cross join lateral (
    select e.id from enrollment e
    where e.workspace_id = w.workspace_id and e.status = 'active'
      and e.wake_at < now() + w.clock_offset_ms * interval '1 millisecond' - $2::int * interval '1 second'
      and coalesce(e.last_step_at, e.created_at) < now() - $2::int * interval '1 second'
      -- a wake that was owed a moment ago (the sandbox clock moved) will be eaten
      and not exists (select 1 from wake k where k.workspace_id = e.workspace_id and k.enrollment_id = e.id
                      and k.eaten_at is null and k.created_at > now() - $2::int * interval '1 second')
    limit $1::int) due
  union
  (select e.id from wake k join enrollment e on e.workspace_id = k.workspace_id and e.id = k.enrollment_id
   where k.eaten_at is null and k.created_at < now() - $2::int * interval '1 second' and e.status = 'active'
     and coalesce(e.last_step_at, e.created_at) < now() - $2::int * interval '1 second'
   limit $1::int)),
locked as (
  select id from enrollment where id in (select id from overdue limit $1::int) and status = 'active'
  order by id for no key update skip locked)
update enrollment e set epoch = e.epoch + 1, steps_in_epoch = 0, last_step_at = now()
from locked where e.id = locked.id
returning e.id, e.workspace_id, e.epoch`;

// What became of a mail may be told after its enrollment has ended: nobody will eat that wake.
const CLOSE = `
update wake w set eaten_at = now() from enrollment e
where w.eaten_at is null and w.next_knock_at is null
  and e.workspace_id = w.workspace_id and e.id = w.enrollment_id and e.status <> 'active'`;

const KNOCK_AGAIN = `
update wake set next_knock_at = now() where eaten_at is null and next_knock_at is null returning 1`;
