import type { Sql } from "postgres";
import { queryRows } from "@/db/query-rows";
import { writeOutbox } from "@/server/outbox/write-outbox";

/** A move that nobody has worked on for this long, real time, is started again. */
const LOST_SECONDS = 60;

/** Starts moves again whose run was lost or gave up. Two that work on one do no harm: each batch locks it. Gives how many. */
export async function resumeVersionMoves(sql: Sql): Promise<number> {
  return sql.begin(async (tx) => {
    const lost = await queryRows<{ id: string; workspaceId: string; round: number }>(tx, LOST, [LOST_SECONDS]);
    await writeOutbox(
      tx,
      lost.map((data) => ({ name: "version/move-started", data })),
    );
    return lost.length;
  });
}

const LOST = `
update version_move set worked_at = now(), round = round + 1
where state in ('moving', 'undoing') and worked_at < now() - $1::int * interval '1 second'
returning id, workspace_id as "workspaceId", round`;
