import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import { type EpochMs, toEpochMs } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import { logger } from "@/server/log";
import { DUE_CHANNEL } from "@/server/outbox/channels";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { startDueBroadcasts } from "@/server/services/broadcasts/due";
import { whatIsBusy } from "@/server/services/clock/busy";
import { nextDue, nextInstant } from "@/server/services/clock/next-due";
import { judgeTimed } from "@/server/services/enrollments/judge-timed";
import { oweWakes } from "@/server/services/enrollments/wake";
import { settleSignals } from "@/server/services/signals/settle";

/** Real time between two looks whether the workspace is quiet: soon at first, then less often. */
const LOOK_MS = 20;
const LONGEST_LOOK_MS = 500;
/** As many as fit into some seconds: worth a line in the log. */
const MANY_LOOKS = 30;
/** A move that nobody has worked on for this long, real time, is started again. */
const LOST_SECONDS = 60;

/**
 * Replays instants towards the target of a clock move until it is reached, stopped, or `budgetMs` of real time is spent
 * (then call again). Each round waits until nothing of the workspace is due, unread or in flight, then sets the clock to the
 * next instant at which something falls due and wakes all of it. The clock never goes back. Says whether the move is over.
 */
export async function replayClock(sql: Sql, workspaceId: string, moveId: string, budgetMs: number): Promise<boolean> {
  const end = performance.now() + budgetMs;
  await queryRows(sql, WORKED, [workspaceId, moveId]);
  for (let looks = 0; ; ) {
    if (!(await isMoving(sql, workspaceId, moveId))) return true;
    const busy = await whatIsBusy(sql, workspaceId);
    if (busy === null) {
      if (await stepClock(sql, workspaceId, moveId)) return true;
      looks = 0;
    } else {
      looks += 1;
      if (busy === "due") await wakeFallenDue(sql, workspaceId); // real time has passed meanwhile
      await pause(Math.min(LONGEST_LOOK_MS, LOOK_MS * looks));
    }
    if (performance.now() <= end) continue;
    if (looks >= MANY_LOOKS) {
      logger("clock").warn({ workspace: workspaceId, busy }, "a moved clock still waits for the workspace to be quiet");
    }
    return false;
  }
}

/** Asks for the next run of a move. */
export async function goOn(sql: Sql, workspaceId: string, moveId: string): Promise<void> {
  await writeOutbox(sql, [{ name: "clock/move-started", data: { workspaceId, id: moveId } }]);
}

/**
 * Starts moves again that nobody works on: their run was lost, or gave up. Two that work on one move do no harm, and engines
 * let one a workspace work at a time. Gives how many.
 */
export async function resumeMoves(sql: Sql): Promise<number> {
  return sql.begin(async (tx) => {
    const lost = await queryRows<{ id: string; workspace_id: string }>(tx, LOST, [LOST_SECONDS]);
    await writeOutbox(
      tx,
      lost.map(({ id, workspace_id }) => ({ name: "clock/move-started", data: { workspaceId: workspace_id, id } })),
    );
    return lost.length;
  });
}

/** False when it is over; a stop that was asked for is carried out. */
async function isMoving(sql: Sql, workspaceId: string, moveId: string): Promise<boolean> {
  const [move] = await queryRows<{ state: string; stop: boolean }>(sql, MOVE, [workspaceId, moveId]);
  if (move?.state !== "moving") return false;
  if (!move.stop) return true;
  await queryRows(sql, FINISH, [workspaceId, moveId, "stopped"]);
  return false;
}

/** One instant on. True when the target is reached. */
async function stepClock(sql: Sql, workspaceId: string, moveId: string): Promise<boolean> {
  await judgeTimed(workspaceId);
  const due = await nextDue(sql, workspaceId);
  return sql.begin(async (tx) => {
    const [row] = await queryRows<{ target: number; offset_ms: number }>(tx, LOCK, [workspaceId, moveId]);
    if (!row) return true;
    const now = toEpochMs(realNow().getTime() + row.offset_ms);
    const target = toEpochMs(row.target);
    const to = nextInstant(now, due, target);
    if (to > now) await queryRows(tx, SET_OFFSET, [workspaceId, to - realNow().getTime()]);
    const reached = toEpochMs(Math.max(to, now));
    await queryRows(tx, PROGRESS, [workspaceId, moveId, Math.min(reached, target)]);
    await wakeDue(tx, workspaceId, reached);
    if (reached < target || (due !== null && due <= target)) return false;
    await queryRows(tx, FINISH, [workspaceId, moveId, "reached"]);
    return true;
  });
}

async function wakeFallenDue(sql: Sql, workspaceId: string): Promise<void> {
  const [row] = await queryRows<{ offset_ms: number }>(sql, OFFSET, [workspaceId]);
  if (row) await wakeDue(sql, workspaceId, toEpochMs(realNow().getTime() + row.offset_ms));
}

/** Everything that time alone moves, woken by event: an engine's waits time out in real time. */
async function wakeDue(tx: AnyTx, workspaceId: string, now: EpochMs): Promise<void> {
  const due = await queryRows<{ id: string }>(tx, DUE, [workspaceId, now]);
  await oweWakes(
    tx,
    due.map(({ id }) => ({ workspaceId, enrollmentId: id, cause: "clock" })),
  );
  await startDueBroadcasts(tx, workspaceId);
  await settleSignals(tx, workspaceId);
  await queryRows(tx, `select pg_notify('${DUE_CHANNEL}', '')`);
}

const WORKED = `update clock_move set worked_at = now() where workspace_id = $1::text and id = $2::text`;

const LOST = `
update clock_move set worked_at = now()
where state = 'moving' and worked_at < now() - $1::int * interval '1 second'
returning id, workspace_id`;

const MOVE = `
select state, stop_requested_at is not null as stop from clock_move where workspace_id = $1::text and id = $2::text`;

const LOCK = `
select extract(epoch from m.target_at)::float8 * 1000 as target, w.clock_offset_ms::float8 as offset_ms
from workspace_setting w join clock_move m on m.workspace_id = w.workspace_id
where w.workspace_id = $1::text and m.id = $2::text and m.state = 'moving'
for update of w`;

const OFFSET = "select clock_offset_ms::float8 as offset_ms from workspace_setting where workspace_id = $1::text";

const SET_OFFSET = `
update workspace_setting set clock_offset_ms = greatest(clock_offset_ms, $2::float8::bigint), clock_moved_at = coalesce(clock_moved_at, now())
where workspace_id = $1::text`;

const PROGRESS = `
update clock_move set reached_at = greatest(reached_at, to_timestamp($3::float8 / 1000))
where workspace_id = $1::text and id = $2::text`;

const FINISH = `
update clock_move set state = $3::text, finished_at = now()
where workspace_id = $1::text and id = $2::text and state = 'moving'`;

const DUE = `
select id from enrollment
where workspace_id = $1::text and status = 'active' and wake_at <= to_timestamp($2::float8 / 1000)`;
