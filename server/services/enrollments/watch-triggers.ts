import type { Tx } from "@/db/client";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { systemContext } from "@/server/services/context";
import { beginWatch } from "@/server/services/enrollments/begin-watch";
import type { Watched } from "@/server/services/enrollments/watched";

/**
 * The live triggers of these kinds, each with its watch. Going live begins it; one that is missing all the same (a database
 * from before that) is begun here, once, whoever comes first.
 */
export async function watchTriggers(
  tx: Tx,
  workspaceId: string,
  kinds: readonly Watched["kind"][],
): Promise<Watched[]> {
  for (const { sequenceId, offsetMs } of await queryRows<Watched>(tx, UNWATCHED, [workspaceId, kinds])) {
    await beginWatch(tx, systemContext({ workspaceId, name: "trigger", offsetMs }), sequenceId);
  }
  return queryRows<Watched>(tx, WATCHED, [workspaceId, kinds]);
}

/** Notes until when (workspace time, epoch ms) triggers have been judged. */
export async function noteChecked(tx: AnyTx, sequenceIds: readonly string[], at: number): Promise<void> {
  await queryRows(
    tx,
    "update trigger_watch set checked_at = to_timestamp($2::float8 / 1000) where id = any($1::text[])",
    [sequenceIds, at],
  );
}

const LIVE = `
sequence_trigger t
join sequence s on s.workspace_id = t.workspace_id and s.id = t.sequence_id and s.state = 'live' and s.live_version_id is not null
left join workspace_setting w on w.workspace_id = t.workspace_id
left join trigger_watch c on c.id = t.sequence_id and c.kind = t.kind and c.ref = t.ref`;

const OF = "t.workspace_id = $1::text and t.kind = any($2::text[])";

const WATCHED = `
select t.sequence_id as "sequenceId", s.live_version_id as "versionId", t.kind, t.ref,
  extract(epoch from c.checked_at)::float8 * 1000 as "checkedAt", coalesce(w.clock_offset_ms, 0)::float8 as "offsetMs"
from ${LIVE}
where ${OF} and c.id is not null`;

const UNWATCHED = `
select t.sequence_id as "sequenceId", coalesce(w.clock_offset_ms, 0)::float8 as "offsetMs"
from ${LIVE}
where ${OF} and c.id is null
order by t.sequence_id`;
