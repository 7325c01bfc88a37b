import { and, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { touch } from "@/db/schema/touch";

/** Which held messages are meant. Everything left out means any. */
export const heldFilterInput = z.object({
  /** Held by this rule, or yielding because of it. */
  ruleId: z.string().optional(),
  /** Held for a reason that is no rule: "quiet_hours", "leave_alone"… */
  reason: z.string().max(40).optional(),
  sequenceId: z.string().optional(),
  broadcastId: z.string().optional(),
  teamId: z.string().optional(),
});
export type HeldFilter = z.output<typeof heldFilterInput>;

/** Held messages of a workspace, narrowed. */
export function heldWhere(workspaceId: string, filter: HeldFilter): SQL | undefined {
  const { ruleId, reason, sequenceId, broadcastId, teamId } = filter;
  return and(
    eq(touch.workspaceId, workspaceId),
    eq(touch.state, "held"),
    ruleId === undefined ? undefined : eq(touch.bindingRuleId, ruleId),
    reason === undefined ? undefined : sql`${touch.because}->'because'->>'kind' = ${reason}`,
    sequenceId === undefined ? undefined : eq(touch.sequenceId, sequenceId),
    broadcastId === undefined ? undefined : eq(touch.broadcastId, broadcastId),
    teamId === undefined ? undefined : eq(touch.teamId, teamId),
  );
}
