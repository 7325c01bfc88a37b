import type { Sql } from "postgres";
import { HOUR_MS, toEpochMs } from "@/core/instant";
import { ownerSql, withOwner } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import { enterByDate } from "@/server/services/enrollments/enter-by-date";
import { enterByFacts } from "@/server/services/enrollments/enter-by-facts";
import { noteChecked, watchTriggers } from "@/server/services/enrollments/watch-triggers";

/**
 * Judges what time alone brings about in a workspace: dates of contacts at each call, segments once an hour (a condition may
 * be about days). Gives how many entered.
 */
export async function judgeTimed(workspaceId: string): Promise<number> {
  const watched = await withOwner((tx) => watchTriggers(tx, workspaceId, ["tag", "segment", "date"]));
  const [first] = watched;
  if (!first) return 0;
  const now = toEpochMs(realNow().getTime() + first.offsetMs);
  let entered = watched.some(({ kind }) => kind === "date") ? await enterByDate(workspaceId, now) : 0;
  const late = watched.filter(({ kind, checkedAt }) => kind !== "date" && checkedAt <= now - HOUR_MS);
  if (late.length > 0) {
    entered += await enterByFacts(workspaceId, null);
    await noteChecked(
      ownerSql(),
      late.map(({ sequenceId }) => sequenceId),
      now,
    );
  }
  return entered;
}

/** Workspaces that have a live trigger judged by facts or time. */
export async function workspacesWithTriggers(sql: Sql): Promise<string[]> {
  const rows = await queryRows<{ workspace_id: string }>(
    sql,
    "select distinct workspace_id from sequence_trigger where kind in ('tag', 'segment', 'date')",
  );
  return rows.map((row) => row.workspace_id);
}
