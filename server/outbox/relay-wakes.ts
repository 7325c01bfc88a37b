import type { Sql } from "postgres";
import { DUE_BY } from "@/db/due-now";
import { queryRows } from "@/db/query-rows";
import type { SendEvents } from "@/server/outbox/send-events";

const SET = 1_000;
const IDLE_MS = 2_000;

interface Owed {
  id: string;
  workspace_id: string;
  enrollment_id: string;
  attempts: number;
}

/**
 * Knocks for wakes that are owed: at once, then 0.3, 1, 2, 5 and 25 s later, while no step has eaten them. What is still
 * uneaten then is the sweep's. Answers ms until the next look.
 */
export async function relayWakes(sql: Sql, send: SendEvents): Promise<number> {
  const rows = await queryRows<Owed>(sql, CLAIM, [SET]);
  if (rows.length > 0) {
    try {
      await send(toEvents(rows));
    } catch (error) {
      await queryRows(sql, POSTPONE, [rows.map((row) => row.id)]);
      throw error;
    }
  }
  if (rows.length === SET) return 0;
  const [next] = await queryRows<{ ms: number | null }>(sql, NEXT);
  return Math.min(IDLE_MS, Math.max(0, next?.ms ?? IDLE_MS));
}

/** One event for each enrollment, however many wakes it is owed. Each knock is an event of its own. */
function toEvents(rows: readonly Owed[]) {
  const byEnrollment = new Map(rows.map((row) => [row.enrollment_id, row]));
  return [...byEnrollment.values()].map((row) => ({
    id: `${row.id}-${row.attempts}`,
    name: "enrollment/woken",
    data: { workspaceId: row.workspace_id, id: row.enrollment_id },
  }));
}

// A knock that came too early is repeated soon; where many are owed the engine is behind, not deaf: 10 ms later for each, at
// most 15 s.
const CLAIM = `
with due as materialized (
  select id from wake where eaten_at is null and next_knock_at <= ${DUE_BY}
  order by next_knock_at limit $1::int for update skip locked),
behind as materialized ( -- counted once, not for each row
  select count(*) * interval '10 milliseconds' as by from (select 1 from wake where eaten_at is null limit 1500) owed)
update wake w set attempts = w.attempts + 1,
  next_knock_at = now() + behind.by + case w.attempts when 0 then interval '0.3 seconds' when 1 then interval '0.7 seconds'
    when 2 then interval '1 second' when 3 then interval '3 seconds' when 4 then interval '20 seconds' end
from behind
where w.id = any(array(select id from due)) -- each by its key: joined, all that were ever eaten are read
returning w.id, w.workspace_id, w.enrollment_id, w.attempts`;

// the engine is away: the knock has not happened
const POSTPONE = `
update wake set attempts = greatest(0, attempts - 1), next_knock_at = now() + interval '1 second'
where id = any($1::text[]) and eaten_at is null`;

const NEXT = `
select extract(epoch from min(next_knock_at) - now())::float8 * 1000 as ms
from wake where eaten_at is null and next_knock_at is not null`;
