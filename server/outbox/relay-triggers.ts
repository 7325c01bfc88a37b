import type { Sql, TransactionSql } from "postgres";
import { DUE_BY } from "@/db/due-now";
import { queryRows } from "@/db/query-rows";
import { logger } from "@/server/log";
import type { ToJudge } from "@/server/outbox/write-outbox";
import { enterByFacts } from "@/server/services/enrollments/enter-by-facts";
import { enterBySignalsIn } from "@/server/services/enrollments/enter-by-signals";
import { withoutDeadlock } from "@/server/services/passing-fault";

/** Rows judged in one transaction: up to a hundred signals or contacts each. */
const SET = 10;
const IDLE_MS = 2_000;
/** What is due is under another worker's lock. */
const BUSY_MS = 50;

/**
 * Judges the triggers of live sequences by what was stored, a set of outbox rows at a time, and takes the rows away in the
 * same transaction: killed between two lines, it is as if it had not begun. Several workers share the rows (skip locked).
 * Where a set cannot be judged its rows are taken one by one, and one that still cannot waits 1, 2, 4 … 60 s: it keeps
 * nobody else out. Answers ms until the next look.
 */
export async function relayTriggers(sql: Sql): Promise<number> {
  const met = (await judgeNext(sql, "signal/recorded")) + (await judgeNext(sql, "contact/changed"));
  if (met > 0) return 0;
  const [next] = await queryRows<{ ms: number | null }>(sql, NEXT);
  return Math.min(IDLE_MS, Math.max(BUSY_MS, next?.ms ?? IDLE_MS));
}

interface Owed {
  readonly id: string;
  readonly name: string;
  readonly data: string;
}

/** Gives how many rows were ours to judge. */
async function judgeNext(sql: Sql, name: ToJudge["name"]): Promise<number> {
  let ids: string[] = [];
  try {
    await withoutDeadlock(() =>
      sql.begin(async (tx) => {
        const rows = await queryRows<Owed>(tx, CLAIM, [name, SET]);
        ids = rows.map(({ id }) => id);
        await judge(tx, rows);
      }),
    );
  } catch (error) {
    if (ids.length === 0) throw error; // the database is away: the loop tries again
    for (const id of ids) await judgeAlone(sql, id);
  }
  return ids.length;
}

async function judgeAlone(sql: Sql, id: string): Promise<void> {
  try {
    await withoutDeadlock(() =>
      sql.begin(async (tx) => {
        await judge(tx, await queryRows<Owed>(tx, CLAIM_ONE, [id]));
      }),
    );
  } catch (error) {
    logger("relay triggers").error({ err: error, outbox: id }, "triggers cannot be judged");
    await queryRows(sql, POSTPONE, [id, error instanceof Error ? error.message.slice(0, 500) : String(error)]);
  }
}

/** Judges rows the transaction holds, and takes them away. */
async function judge(tx: TransactionSql, rows: readonly Owed[]): Promise<void> {
  if (rows.length === 0) return;
  await letIn(tx, rows.map(toJudge));
  await queryRows(tx, FORGET, [rows.map(({ id }) => id)]);
}

/** Workspaces in the order of their ids: two who judge for the same people lock them alike. */
async function letIn(tx: TransactionSql, rows: readonly ToJudge[]): Promise<void> {
  for (const workspaceId of [...new Set(rows.map(({ data }) => data.workspaceId))].sort()) {
    const own = rows.filter(({ data }) => data.workspaceId === workspaceId);
    const signalIds = own.flatMap((row) => (row.name === "signal/recorded" ? row.data.signalIds : []));
    const changed = own.flatMap((row) => (row.name === "contact/changed" ? [row.data.contactIds] : []));
    if (signalIds.length > 0) await enterBySignalsIn(tx, workspaceId, signalIds);
    // transactions of their own: rows of one kind only are judged together, so none of their people is locked here
    if (changed.includes(null)) await enterByFacts(workspaceId, null);
    else if (changed.length > 0) await enterByFacts(workspaceId, [...new Set(changed.flatMap((ids) => ids ?? []))]);
  }
}

// as writeOutbox wrote it
const toJudge = ({ name, data }: Owed): ToJudge => ({ name, data: JSON.parse(data) }) as ToJudge;

const IS_JUDGED = "name in ('signal/recorded', 'contact/changed')";

const CLAIM = `
select id, name, data::text as data from outbox
where sent_at is null and next_attempt_at <= ${DUE_BY} and ${IS_JUDGED} and name = $1::text
order by next_attempt_at, id limit $2::int for update skip locked`;

const CLAIM_ONE = `
select id, name, data::text as data from outbox where id = $1::text and sent_at is null for update skip locked`;

const FORGET = "delete from outbox where id = any($1::text[])";

const POSTPONE = `
update outbox set attempts = attempts + 1, last_error = $2::text,
  next_attempt_at = now() + least(60, power(2, least(attempts, 6))) * interval '1 second'
where id = $1::text`;

const NEXT = `
select extract(epoch from min(next_attempt_at) - now())::float8 * 1000 as ms from outbox
where sent_at is null and ${IS_JUDGED}`;
