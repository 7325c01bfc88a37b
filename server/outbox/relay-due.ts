import type { Sql } from "postgres";
import { queryRows } from "@/db/query-rows";
import { oweWakes } from "@/server/services/enrollments/wake";

const SET = 500;
const IDLE_MS = 1_000;
/** What falls due one by one is woken in sets. */
const BREATH_MS = 200;

/**
 * Wakes what falls due in workspaces whose clock was moved: an engine's waits time out in real time and were registered
 * before the move. Everywhere else the engine is the alarm clock. Answers ms until the next look.
 */
export async function relayDue(sql: Sql): Promise<number> {
  const found = await sql.begin(async (tx) => {
    const due = await queryRows<{ workspace_id: string; id: string }>(tx, DUE, [SET]);
    await oweWakes(
      tx,
      due.map((row) => ({ workspaceId: row.workspace_id, enrollmentId: row.id, cause: "due" })),
    );
    return due.length;
  });
  if (found === SET) return 0;
  const [next] = await queryRows<{ ms: number | null }>(sql, NEXT);
  return Math.min(IDLE_MS, Math.max(BREATH_MS, next?.ms ?? IDLE_MS));
}

// what is owed a wake already will be looked at without this
const DUE = `
select e.workspace_id, e.id from workspace_setting w
join enrollment e on e.workspace_id = w.workspace_id and e.status = 'active'
  and e.wake_at <= now() + w.clock_offset_ms * interval '1 millisecond'
where w.clock_offset_ms > 0
  and not exists (select 1 from wake k where k.workspace_id = e.workspace_id and k.enrollment_id = e.id and k.eaten_at is null)
limit $1::int`;

const NEXT = `
select min(extract(epoch from due.wake_at - now()) * 1000 - w.clock_offset_ms)::float8 as ms
from workspace_setting w cross join lateral (
  select wake_at from enrollment e
  where e.workspace_id = w.workspace_id and e.status = 'active' and e.wake_at > now() + w.clock_offset_ms * interval '1 millisecond'
  order by e.wake_at limit 1) due
where w.clock_offset_ms > 0`;
