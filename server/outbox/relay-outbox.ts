import type { Sql } from "postgres";
import { DUE_BY } from "@/db/due-now";
import { queryRows } from "@/db/query-rows";
import type { EventToSend, SendEvents } from "@/server/outbox/send-events";

const SET = 500;
/** How long a row that was taken is left alone: its sender may have died. The engine drops what it has seen. */
const LEASE_SECONDS = 30;
const IDLE_MS = 2_000;

interface Owed {
  id: string;
  name: string;
  data: string;
  attempts: number;
}

/**
 * Sends outbox rows that are due, a set at a time; several relays share them (skip locked). A row is sent with its id as
 * event id until the engine has taken it: after 1, 2, 4 … 60 s while the engine is away. Answers ms until the next look.
 */
export async function relayOutbox(sql: Sql, send: SendEvents): Promise<number> {
  const rows = await queryRows<Owed>(sql, CLAIM, [SET, LEASE_SECONDS]);
  if (rows.length > 0) {
    const ids = rows.map((row) => row.id);
    try {
      await send(rows.map(toEvent));
    } catch (error) {
      await queryRows(sql, POSTPONE, [ids, error instanceof Error ? error.message.slice(0, 500) : String(error)]);
      throw error;
    }
    await queryRows(sql, MARK_SENT, [ids]);
  }
  if (rows.length === SET) return 0;
  const [next] = await queryRows<{ ms: number | null }>(sql, NEXT);
  return Math.min(IDLE_MS, Math.max(0, next?.ms ?? IDLE_MS));
}

const toEvent = (row: Owed): EventToSend => ({ id: row.id, name: row.name, data: JSON.parse(row.data) });

// the others are judged where they lie (relay-triggers.ts)
const IS_EVENT = "name not in ('signal/recorded', 'contact/changed')";

const CLAIM = `
update outbox o set attempts = o.attempts + 1, next_attempt_at = now() + $2::int * interval '1 second'
from (select id from outbox where sent_at is null and next_attempt_at <= ${DUE_BY} and ${IS_EVENT}
      order by next_attempt_at limit $1::int for update skip locked) due
where o.id = due.id
returning o.id, o.name, o.data::text as data, o.attempts`;

const POSTPONE = `
update outbox set next_attempt_at = now() + least(60, power(2, least(attempts - 1, 6))) * interval '1 second', last_error = $2::text
where id = any($1::text[])`;

const MARK_SENT = `update outbox set sent_at = now(), last_error = null where id = any($1::text[])`;

const NEXT = `
select extract(epoch from min(next_attempt_at) - now())::float8 * 1000 as ms from outbox
where sent_at is null and ${IS_EVENT}`;
