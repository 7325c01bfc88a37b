import type { Sql } from "postgres";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import type { SendEvents } from "@/server/outbox/send-events";

const SET = 1_000;
const PER_EVENT = 50;
/** A look that was handed out and has not been taken is handed out again. */
const AGAIN_SECONDS = 30;
const IDLE_MS = 1_000;

/**
 * Hands people whose alarm has rung (workspace time) to the governor, up to 50 an event. The alarm stays until the governor
 * has set the next one; the row's `look_sent_at` only says not to hand it out twice at once. Answers ms until the next look.
 */
export async function relayLooks(sql: Sql, send: SendEvents): Promise<number> {
  const rows = await queryRows<{ id: string; workspace_id: string }>(sql, CLAIM, [SET, AGAIN_SECONDS]);
  if (rows.length > 0) {
    try {
      await send(toEvents(rows));
    } catch (error) {
      await queryRows(sql, TAKE_BACK, [rows.map((row) => row.id)]);
      throw error;
    }
  }
  if (rows.length === SET) return 0;
  const [next] = await queryRows<{ ms: number | null }>(sql, NEXT);
  return Math.min(IDLE_MS, Math.max(0, next?.ms ?? IDLE_MS));
}

function toEvents(rows: readonly { id: string; workspace_id: string }[]) {
  const byWorkspace = new Map<string, string[]>();
  for (const row of rows) {
    const people = byWorkspace.get(row.workspace_id);
    if (people) people.push(row.id);
    else byWorkspace.set(row.workspace_id, [row.id]);
  }
  return [...byWorkspace].flatMap(([workspaceId, people]) => {
    const events = [];
    for (let at = 0; at < people.length; at += PER_EVENT) {
      const personIds = people.slice(at, at + PER_EVENT).sort(); // locks are taken in this order
      events.push({ id: newId("outbox"), name: "touches/due", data: { workspaceId, personIds } });
    }
    return events;
  });
}

const CLAIM = `
update person p set look_sent_at = now()
from (
  select due.id from workspace_setting w cross join lateral (
    select id from person p
    where p.workspace_id = w.workspace_id
      and p.next_look_at <= now() + w.clock_offset_ms * interval '1 millisecond'
      and (p.look_sent_at is null or p.look_sent_at < now() - $2::int * interval '1 second')
    order by p.next_look_at limit $1::int for no key update skip locked) due
  limit $1::int) due
where p.id = due.id
returning p.id, p.workspace_id`;

const TAKE_BACK = `update person set look_sent_at = null where id = any($1::text[])`;

const NEXT = `
select min(extract(epoch from due.next_look_at - now()) * 1000 - w.clock_offset_ms)::float8 as ms
from workspace_setting w cross join lateral (
  select next_look_at from person p
  where p.workspace_id = w.workspace_id and p.next_look_at is not null and p.look_sent_at is null
  order by p.next_look_at limit 1) due`;
