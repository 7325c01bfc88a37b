import type { Sql } from "postgres";
import { CHANGE_CHANNEL } from "@/db/change-feed";
import { DUE_BY } from "@/db/due-now";
import { queryRows } from "@/db/query-rows";
import { addUpFigures, type FigureBook, takeInAll, takeInSet } from "@/server/services/sequences/derive-figures";
import { BY_A_READER } from "@/server/services/sequences/settle-figures";
import type { TakenIn } from "@/server/services/sequences/take-in-figures";
import { type Loop, startLoop } from "@/server/worker/loop";

const LOOK_MS = 2_000;
/** A passage that moves owes its figures several times in a minute; while nobody looks they are taken in once. */
const PATIENCE_MS = 60_000;
/** After a set nobody waits for, so many times as long is left to those who wait for something. */
const REST = 3;
const PRUNE_MS = 3_600_000;

/**
 * Takes what passages owe into the figures of their sequences, so that readers find little to take in; puts figures into other
 * days when a workspace's zone changed; forgets days no range reaches.
 */
export function keepFigures(sql: Sql): Loop {
  let prunedAt = 0;
  return startLoop("figures", async () => {
    const began = performance.now();
    const { more } = await takeInOwed(sql, PATIENCE_MS);
    const rest = more ? REST * (performance.now() - began) : LOOK_MS;
    await moveDays(sql);
    if (performance.now() - prunedAt > PRUNE_MS || prunedAt === 0) {
      await queryRows(sql, PRUNE);
      prunedAt = performance.now();
    }
    return Math.min(rest, LOOK_MS);
  });
}

/**
 * Takes in what sequences owe: of those that have owed something for `patienceMs` a set, of those of which somebody lately saw
 * figures that were behind all, and where that was more than a reader takes in, whoever looks is told. Answers how many debts,
 * and whether more may be due.
 */
export async function takeInOwed(sql: Sql, patienceMs: number): Promise<TakenIn> {
  const sum = { debts: 0, more: false };
  for (const { looked, ...book } of await queryRows<FigureBook & { looked: boolean }>(sql, OWING, [patienceMs])) {
    const taken = looked ? { debts: await takeInAll(sql, book), more: false } : await takeInSet(sql, book);
    if (looked && taken.debts >= BY_A_READER) await queryRows(sql, TELL, [`${book.workspaceId} enrollment`]);
    sum.debts += taken.debts;
    sum.more ||= taken.more;
  }
  return sum;
}

/** Books kept in another zone than their workspace's now. */
export async function moveDays(sql: Sql): Promise<number> {
  const moved = await queryRows<FigureBook>(sql, ELSEWHERE);
  for (const book of moved) {
    await sql.begin((tx) => addUpFigures(tx, book));
    await queryRows(sql, TELL, [`${book.workspaceId} enrollment`]);
  }
  return moved.length;
}

const BOOK = `"workspaceId", o.sequence_id as "sequenceId", w.time_zone as "timeZone", w.clock_offset_ms::float8 as "clockOffsetMs"`;

// from sequence to sequence by the index, and the oldest debt of each: there may be many thousands of debts
const OWING = `
with recursive o (workspace_id, sequence_id, since) as (
  (select workspace_id, sequence_id, owed_at from figure_debt order by workspace_id, sequence_id, owed_at limit 1)
  union all
  select d.* from o cross join lateral (
    select d.workspace_id, d.sequence_id, d.owed_at from figure_debt d
    where (d.workspace_id, d.sequence_id) > (o.workspace_id, o.sequence_id)
    order by d.workspace_id, d.sequence_id, d.owed_at limit 1) d)
select o.workspace_id as ${BOOK}, coalesce(b.looked_at > clock_timestamp() - interval '10 seconds', false) as looked
from o
join workspace_setting w on w.workspace_id = o.workspace_id
left join figure_book b on b.workspace_id = o.workspace_id and b.sequence_id = o.sequence_id
where o.since <= ${DUE_BY} - $1::float8 * interval '1 ms' or b.looked_at > clock_timestamp() - interval '10 seconds'
order by 2`;

const ELSEWHERE = `
select o.workspace_id as ${BOOK}
from figure_book o join workspace_setting w on w.workspace_id = o.workspace_id and w.time_zone <> o.time_zone
order by 2`;

const TELL = `select pg_notify('${CHANGE_CHANNEL}', $1::text)`;

// a day more than what is taken in by the day (take-in-figures.ts)
const PRUNE = `
delete from sequence_figure f using workspace_setting w
where w.workspace_id = f.workspace_id and f.day > '-infinity'
  and f.day < (now() + w.clock_offset_ms * interval '1 ms')::date - 42`;
