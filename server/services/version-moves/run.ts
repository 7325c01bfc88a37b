import type { Destination } from "@/core/migrate";
import { type Choices, choiceKey } from "@/core/migrate-choice";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { logger } from "@/server/log";
import { isPassingFault } from "@/server/services/passing-fault";
import { type MovedEnrollment, migrateSet } from "@/server/services/version-moves/migrate-set";
import { restoreSet } from "@/server/services/version-moves/restore-set";

/** People of one transaction. */
const BATCH = 500;
/** So many one after the other who cannot be moved are no exceptions any more. */
const MOST_LEFT_IN_ROW = 20;

export interface MoveRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly sequenceId: string;
  readonly toVersionId: string;
  readonly version: number;
  readonly state: "moving" | "moved" | "undoing" | "undone" | "failed";
  readonly choices: Choices;
  readonly cursor: string;
  readonly paced: Record<string, number>;
}

/** `again`: more at once. `leaving`: only mails that are on their way are waited for. */
export type BatchEnd = "again" | "leaving" | "over";

/** How a batch is taken. `leaves`: whoever is next stays where they are. */
interface Take {
  readonly size: number;
  readonly leaves: boolean;
}

/**
 * Moves, or moves back, the next people in one transaction: their rows, touches, and how far it is. A crash before the commit
 * leaves nothing of the batch, so the next call goes on exactly there; a call too many finds nothing to do. Somebody who
 * cannot be moved keeps nobody behind them from it: they stay where they are. @throws what keeps everybody from it
 */
export async function runMoveBatch(workspaceId: string, id: string): Promise<BatchEnd> {
  let size = BATCH;
  for (let left = 0; ; ) {
    try {
      return await inOneTransaction(workspaceId, id, { size, leaves: false });
    } catch (error) {
      if (isPassingFault(error) || left === MOST_LEFT_IN_ROW) throw error;
      if (size === 1) {
        logger("version moves").error({ err: error, move: id }, "somebody cannot be moved and stays where they are");
        await inOneTransaction(workspaceId, id, { size, leaves: true });
        left += 1;
      }
      size = Math.ceil(size / 2);
    }
  }
}

function inOneTransaction(workspaceId: string, id: string, take: Take): Promise<BatchEnd> {
  return ownerSql()
    .begin(async (tx) => {
      const move = await lockMove(tx, workspaceId, id);
      if (move?.state === "moving") return moveBatch(tx, move, take);
      if (move?.state === "undoing") return undoBatch(tx, move, take);
      return "over";
    })
    .then((end) => end as BatchEnd); // begin() unwraps what it types away
}

async function moveBatch(tx: AnyTx, move: MoveRow, { size, leaves }: Take): Promise<BatchEnd> {
  const { workspaceId, id } = move;
  const next = await queryRows<{ id: string }>(tx, NEXT, [
    workspaceId,
    move.sequenceId,
    move.toVersionId,
    move.cursor,
    size,
  ]);
  const last = next.at(-1);
  if (last !== undefined) {
    const ids = next.map((row) => row.id);
    if (leaves) await queryRows(tx, STAYS, [workspaceId, id, move.toVersionId, newId("enrollmentMove"), last.id]);
    else await note(tx, move, await migrateSet(tx, ids, { ...move, fallbacks: new Map() }));
    await queryRows(tx, PROGRESS, [workspaceId, id, last.id, JSON.stringify(move.paced)]);
    return "again";
  }
  const waiting = await queryRows<{ enrollmentId: string; fromVersionId: string; fromNodeId: string | null }>(
    tx,
    WAITING,
    [workspaceId, id, size],
  );
  if (waiting.length > 0) {
    const fallbacks = new Map<string, Destination>();
    for (const { enrollmentId, fromVersionId, fromNodeId } of waiting) {
      const chosen = fromNodeId === null ? undefined : move.choices[choiceKey(fromVersionId, fromNodeId)];
      if (chosen) fallbacks.set(enrollmentId, chosen);
    }
    const ids = waiting.map((row) => row.enrollmentId);
    const moved = leaves ? [] : await migrateSet(tx, ids, { ...move, fallbacks });
    await note(tx, move, moved);
    // whose passage ended meanwhile needs no new version
    const found = new Set(moved.map(({ row }) => row.id));
    await queryRows(tx, GONE, [workspaceId, id, ids.filter((one) => !found.has(one))]);
    await queryRows(tx, PROGRESS, [workspaceId, id, move.cursor, JSON.stringify(move.paced)]);
    if (moved.some(({ became }) => became === "in-flight")) return "leaving";
    if (waiting.length === size) return "again";
  }
  await queryRows(tx, FINISH, [workspaceId, id, "moved"]);
  return "over";
}

async function undoBatch(tx: AnyTx, move: MoveRow, { size, leaves }: Take): Promise<BatchEnd> {
  const { workspaceId, id } = move;
  const next = await queryRows<{ enrollmentId: string }>(tx, NEXT_BACK, [workspaceId, id, move.cursor, size]);
  const last = next.at(-1);
  if (last === undefined) {
    await queryRows(tx, LEAVING_STAYS, [workspaceId, id]);
    await queryRows(tx, FINISH, [workspaceId, id, "undone"]);
    return "over";
  }
  const ids = next.map((row) => row.enrollmentId);
  if (leaves) await queryRows(tx, KEEPS, [workspaceId, id, ids]);
  else await restoreSet(tx, move, ids);
  await queryRows(tx, PROGRESS, [workspaceId, id, last.enrollmentId, JSON.stringify(move.paced)]);
  return "again";
}

/** Marks a move that cannot go on; who was moved stays moved, the others finish on their version. */
export async function failMove(workspaceId: string, id: string, reason: string): Promise<void> {
  await queryRows(ownerSql(), FAIL, [workspaceId, id, reason]);
}

async function lockMove(tx: AnyTx, workspaceId: string, id: string): Promise<MoveRow | null> {
  const [row] = await queryRows<Omit<MoveRow, "choices" | "paced"> & { choices: string; paced: string }>(tx, LOCK, [
    workspaceId,
    id,
  ]);
  if (!row) return null;
  return {
    ...row,
    choices: JSON.parse(row.choices) as Choices, // parsed by choicesSchema when it was written
    paced: JSON.parse(row.paced) as Record<string, number>, // written here alone
  };
}

async function note(tx: AnyTx, move: MoveRow, moved: readonly MovedEnrollment[]): Promise<void> {
  const rows = moved.map(({ row, became, at, toNodeId, after, openVisit }) => ({
    id: newId("enrollmentMove"),
    enrollment_id: row.id,
    from_version_id: row.versionId,
    from_node_id: row.state.position?.nodeId ?? null,
    to_node_id: toNodeId,
    state: became,
    before: became === "moved" ? row.state : null,
    after,
    open_visit: openVisit,
    at,
  }));
  await queryRows(tx, NOTE, [move.workspaceId, move.id, move.toVersionId, JSON.stringify(rows)]);
}

const LOCK = `
select m.id, m.workspace_id as "workspaceId", m.sequence_id as "sequenceId", m.to_version_id as "toVersionId",
  v.number as version, m.state, m.choices::text as choices, m.cursor, m.paced::text as paced
from version_move m join sequence_version v on v.workspace_id = m.workspace_id and v.id = m.to_version_id
where m.workspace_id = $1::text and m.id = $2::text
for update of m`;

// people of older versions: a newer one may have been published meanwhile
const NEXT = `
select e.id from enrollment e
where e.workspace_id = $1::text and e.sequence_id = $2::text and e.status = 'active' and e.id > $4::text
  and e.version_id in (
    select old.id from sequence_version old join sequence_version new
      on new.workspace_id = old.workspace_id and new.sequence_id = old.sequence_id and new.number > old.number
    where new.workspace_id = $1::text and new.id = $3::text)
order by e.id limit $5::int`;

const WAITING = `
select enrollment_id as "enrollmentId", from_version_id as "fromVersionId", from_node_id as "fromNodeId"
from enrollment_move
where workspace_id = $1::text and move_id = $2::text and state = 'in-flight'
order by enrollment_id limit $3::int`;

// nothing is asked of their state: that is what could not be read, or written
const STAYS = `
insert into enrollment_move (id, workspace_id, move_id, enrollment_id, from_version_id, to_version_id, from_node_id, state, moved_at)
select $4::text, e.workspace_id, $2::text, e.id, e.version_id, $3::text, e.node_id, 'stayed',
  now() + coalesce(w.clock_offset_ms, 0) * interval '1 millisecond'
from enrollment e left join workspace_setting w on w.workspace_id = e.workspace_id
where e.workspace_id = $1::text and e.id = $5::text
on conflict (workspace_id, move_id, enrollment_id) do nothing`;

const KEEPS = `
update enrollment_move set state = 'kept'
where workspace_id = $1::text and move_id = $2::text and enrollment_id = any($3::text[])`;

const GONE = `
update enrollment_move set state = 'stayed'
where workspace_id = $1::text and move_id = $2::text and enrollment_id = any($3::text[])`;

// who still waited for a mail when the move was taken back was never moved
const LEAVING_STAYS = `
update enrollment_move set state = 'stayed' where workspace_id = $1::text and move_id = $2::text and state = 'in-flight'`;

const NEXT_BACK = `
select enrollment_id as "enrollmentId" from enrollment_move
where workspace_id = $1::text and move_id = $2::text and state = 'moved' and enrollment_id > $3::text
order by enrollment_id limit $4::int`;

const PROGRESS = `
update version_move set cursor = $3::text, paced = $4::text::jsonb, worked_at = now()
where workspace_id = $1::text and id = $2::text`;

const FINISH = `
update version_move set state = $3::text, worked_at = now() where workspace_id = $1::text and id = $2::text`;

const FAIL = `
update version_move set state = 'failed', failure = $3::text
where workspace_id = $1::text and id = $2::text and state in ('moving', 'undoing')`;

const NOTE = `
insert into enrollment_move (id, workspace_id, move_id, enrollment_id, from_version_id, to_version_id, from_node_id,
  to_node_id, state, before, after, open_visit, moved_at)
select r.id, $1::text, $2::text, r.enrollment_id, r.from_version_id, $3::text, r.from_node_id, r.to_node_id, r.state,
  r.before, r.after, r.open_visit, to_timestamp(r.at / 1000)
from jsonb_to_recordset($4::text::jsonb) as r(id text, enrollment_id text, from_version_id text, from_node_id text,
  to_node_id text, state text, before jsonb, after jsonb, open_visit jsonb,
  at float8)
on conflict (workspace_id, move_id, enrollment_id) do update
  set state = excluded.state, before = excluded.before, after = excluded.after, open_visit = excluded.open_visit,
    moved_at = excluded.moved_at,
    from_version_id = excluded.from_version_id, to_node_id = excluded.to_node_id,
    from_node_id = case when excluded.state = 'in-flight' then enrollment_move.from_node_id else excluded.from_node_id end`;
