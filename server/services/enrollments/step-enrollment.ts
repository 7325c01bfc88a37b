import postgres from "postgres";
import type { Advance } from "@/server/services/enrollments/advance-enrollments";
import { advanceGathered } from "@/server/services/enrollments/advance-gathered";
import { breakEnrollment } from "@/server/services/enrollments/break-enrollment";
import { isPassingFault } from "@/server/services/passing-fault";

/** Where a run stands after a step; what the engine remembers of it. */
export type Standing =
  /** `until` is an ISO instant of real time, at most seven days ahead. */
  | { readonly status: "waiting"; readonly until: string; readonly step: string }
  | { readonly status: "finished" | "fenced" | "successor" };

const DAY_MS = 86_400_000;
const LONGEST_WAIT_MS = 7 * DAY_MS;
/** An engine's wait is no finer, and a wake is owed until it is eaten: nothing is lost by waiting a second. */
const SHORTEST_WAIT_MS = 1_000;

/**
 * One step of a run: advances its enrollment, gathered with others. On its last try a step that core cannot take ends the
 * enrollment, visibly; a database that is away fails the run, and the sweep restarts it from its row.
 */
export async function stepEnrollment(
  of: { workspaceId: string; id: string; epoch: number },
  lastTry: boolean,
): Promise<Standing> {
  try {
    return toStanding(await advanceGathered(of));
  } catch (error) {
    if (!lastTry || isPassingFault(error)) throw error;
    await breakEnrollment(of, problemOf(error));
    return { status: "finished" };
  }
}

function toStanding(advance: Advance): Standing {
  if (advance.status !== "waiting") return { status: advance.status };
  const now = Date.now();
  const latest = now + LONGEST_WAIT_MS;
  const until = Math.min(latest, Math.max(now + SHORTEST_WAIT_MS, advance.until ?? latest));
  return { status: "waiting", until: new Date(until).toISOString(), step: advance.step };
}

function problemOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof postgres.PostgresError) return "what it would write is refused by the database";
  return cause instanceof Error ? cause.message : String(cause);
}
