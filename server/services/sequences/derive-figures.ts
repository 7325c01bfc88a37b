import type { Sql } from "postgres";
import { type EpochMs, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { now } from "@/server/clock";
import { keptSince, lockBook, type TakenIn, takeInFigures } from "@/server/services/sequences/take-in-figures";

/** A sequence and its workspace's days. */
export interface FigureBook {
  readonly workspaceId: string;
  readonly sequenceId: string;
  readonly timeZone: string;
  readonly clockOffsetMs: number;
}

/**
 * What one transaction of the worker's looks through and takes in: passages that move owe again and again, and each is read once
 * for all it owes; a few hundred take some hundredths of a second, which a reader may have to wait for.
 */
const BY_A_WORKER = { debts: 5_000, passages: 300 };

/** Takes in the oldest a sequence owes, in one transaction; a worker that finds another at it leaves it to that one. */
export function takeInSet(sql: Sql, book: FigureBook): Promise<TakenIn> {
  return sql.begin(async (tx) => {
    const [lock] = await queryRows<{ mine: boolean }>(tx, TRY, [book.sequenceId]);
    if (!lock?.mine) return { debts: 0, more: false };
    return takeInFigures(tx, { ...book, now: nowOf(book), ...BY_A_WORKER });
  });
}

/** Takes in all a sequence owes, set by set. Answers how many debts. */
export async function takeInAll(sql: Sql, book: FigureBook): Promise<number> {
  for (let all = 0; ; ) {
    const { debts, more } = await takeInSet(sql, book);
    all += debts;
    if (!more) return all;
  }
}

/** Adds up a sequence's figures from what its passages add, in the days of `timeZone`, in the caller's transaction. */
export async function addUpFigures(tx: AnyTx, book: FigureBook): Promise<void> {
  const { workspaceId, sequenceId, timeZone } = book;
  await lockBook(tx, book);
  await queryRows(tx, FORGET, [workspaceId, sequenceId]);
  await queryRows(tx, ADD_UP, [workspaceId, sequenceId, timeZone, keptSince(nowOf(book))]);
  await queryRows(tx, SET_ZONE, [workspaceId, sequenceId, timeZone]);
}

/**
 * Derives all kept figures anew from passages, visits, touches and signals, sequence by sequence, while Heed works. Nothing
 * needs it, unless rows were written past the triggers. Answers how many passages were read.
 */
export async function deriveFigures(
  options: { readonly progress?: (sequences: number, of: number) => void } = {},
): Promise<{ passages: number }> {
  const sql = ownerSql();
  const books = await queryRows<FigureBook>(sql, BOOKS);
  let passages = 0;
  for (const [at, book] of books.entries()) {
    await queryRows(sql, OWE_ALL, [book.workspaceId, book.sequenceId]);
    passages += await takeInAll(sql, book);
    await sql.begin((tx) => addUpFigures(tx, book));
    options.progress?.(at + 1, books.length);
  }
  return { passages };
}

const nowOf = ({ clockOffsetMs }: FigureBook): EpochMs => toEpochMs(now({ clockOffsetMs }).getTime());

const TRY = "select pg_try_advisory_xact_lock(hashtext('figures'), hashtext($1::text)) as mine";

const BOOKS = `
select s.workspace_id as "workspaceId", s.id as "sequenceId", w.time_zone as "timeZone", w.clock_offset_ms::float8 as "clockOffsetMs"
from sequence s join workspace_setting w on w.workspace_id = s.workspace_id order by s.id`;

const OWE_ALL = `
insert into figure_debt (workspace_id, sequence_id, enrollment_id, owed_at)
select workspace_id, sequence_id, id, now() from enrollment where workspace_id = $1::text and sequence_id = $2::text
union
select workspace_id, sequence_id, enrollment_id, now() from enrollment_figure where workspace_id = $1::text and sequence_id = $2::text`;

const FORGET = "delete from sequence_figure where workspace_id = $1::text and sequence_id = $2::text";

const ADD_UP = `
insert into sequence_figure (workspace_id, sequence_id, version_id, day, node_id, figure, ref, count)
select $1::text, $2::text, version_id, day, node, figure, ref, count(*)
from (
  select f.version_id, d.day, u.node, u.figure, u.ref
  from enrollment_figure f, unnest(f.nodes, f.figures, f.refs, f.ats) as u(node, figure, ref, at), lateral (
    select '-infinity'::date as day
    union all
    select (u.at at time zone $3::text)::date where u.at >= $4::timestamptz) d
  where f.workspace_id = $1::text and f.sequence_id = $2::text) added
group by version_id, day, node, figure, ref`;

const SET_ZONE = `
update figure_book set time_zone = $3::text where workspace_id = $1::text and sequence_id = $2::text and time_zone <> $3::text`;
