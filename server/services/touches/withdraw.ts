import type { EpochMs } from "@/core/instant";
import type { Rows } from "./request";

/**
 * Takes back what has not left: planned, waiting and held touches with these keys. What is claimed or handed over finishes.
 * @param by member id, "reply", "system", "version": whatever the journey should name
 * @returns ids of the touches withdrawn
 */
export async function withdrawTouches(
  sql: Rows,
  workspaceId: string,
  keys: readonly string[],
  by: string,
  now: EpochMs,
): Promise<string[]> {
  if (keys.length === 0) return [];
  const gone = await sql<{ id: string }[]>`
    update touch set state = 'withdrawn', failure = ${by}, ended_at = ${new Date(now)}, held_until = null, updated_at = now()
    where workspace_id = ${workspaceId} and key = any(${[...keys]}) and state in ('planned', 'waiting', 'held')
    returning id`;
  return gone.map((row) => row.id);
}

/** The same for everything of these enrollments. */
export async function withdrawTouchesOf(
  sql: Rows,
  workspaceId: string,
  enrollmentIds: readonly string[],
  by: string,
  now: EpochMs,
): Promise<string[]> {
  if (enrollmentIds.length === 0) return [];
  const gone = await sql<{ id: string }[]>`
    update touch set state = 'withdrawn', failure = ${by}, ended_at = ${new Date(now)}, held_until = null, updated_at = now()
    where workspace_id = ${workspaceId} and enrollment_id = any(${[...enrollmentIds]})
      and state in ('planned', 'waiting', 'held')
    returning id`;
  return gone.map((row) => row.id);
}
