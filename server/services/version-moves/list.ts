import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { findSequence } from "@/server/services/sequences/internal";
import { movesInput } from "@/server/services/version-moves/schemas";
import { UNDO_MS } from "@/server/services/version-moves/undo";

type MoveState = "moving" | "moved" | "undoing" | "undone" | "failed";

/** Moves of people between versions of a sequence, newest first, with how far each is. @throws NotFoundError */
export async function listMoves(args: VerbArgs<typeof movesInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(movesInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    await findSequence(tx, ctx.workspaceId, id);
    const rows = await queryRows<{
      id: string;
      state: MoveState;
      version: number;
      fromVersion: number | null;
      total: number;
      moved: number;
      leaving: number;
      stayed: number;
      undone: number;
      kept: number;
      left: number;
      paced: number;
      failure: string | null;
      startedAt: number;
    }>(tx, MOVES, [ctx.workspaceId, id]);
    return rows.map(({ startedAt, ...row }) => ({
      ...row,
      startedAt: new Date(startedAt),
      undoUntil:
        (row.state === "moved" || row.state === "moving" || row.state === "failed") &&
        startedAt + UNDO_MS > ctx.now().getTime()
          ? new Date(startedAt + UNDO_MS)
          : null,
    }));
  });
}

const SHOWN = 20;

const MOVES = `
select m.id, m.state, v.number as version, f.number as "fromVersion", m.total, m.failure,
  extract(epoch from m.started_at)::float8 * 1000 as "startedAt",
  (select coalesce(sum(value::int), 0)::int from jsonb_each_text(m.paced)) as paced,
  count(e.id) filter (where e.state = 'moved')::int as moved,
  count(e.id) filter (where e.state = 'in-flight')::int as leaving,
  count(e.id) filter (where e.state = 'stayed')::int as stayed,
  count(e.id) filter (where e.state = 'undone')::int as undone,
  count(e.id) filter (where e.state = 'kept')::int as kept,
  count(e.id) filter (where e.state = 'moved' and e.to_node_id is null)::int as left
from version_move m
join sequence_version v on v.workspace_id = m.workspace_id and v.id = m.to_version_id
left join sequence_version f on f.workspace_id = m.workspace_id and f.id = m.from_version_id
left join enrollment_move e on e.workspace_id = m.workspace_id and e.move_id = m.id
where m.workspace_id = $1::text and m.sequence_id = $2::text
group by m.id, v.number, f.number
order by m.started_at desc limit ${SHOWN}`;
