import { because } from "@/core/because";
import { ownerSql } from "@/db/client";
import { logger } from "@/server/log";
import type { Driven } from "@/server/services/enrollments/drive-enrollment";
import { lockEnrollments } from "@/server/services/enrollments/load-enrollments";
import { nowOf } from "@/server/services/enrollments/load-worlds";
import { saveEnrollments } from "@/server/services/enrollments/save-enrollments";
import { withdrawTouchesOf } from "@/server/services/touches/withdraw";

/**
 * Ends an enrollment whose step fails again and again, with the reason "broken" and the problem in words: shown on the
 * journey, never silent. What it had not sent is withdrawn. Does nothing when another run has taken over or it has ended.
 */
export async function breakEnrollment(
  of: { workspaceId: string; id: string; epoch: number },
  problem: string,
): Promise<void> {
  await ownerSql().begin(async (tx) => {
    const row = (await lockEnrollments(tx, [of])).get(of.id);
    if (row?.status !== "active" || row.epoch !== of.epoch) return;
    const now = nowOf(row);
    const nodeId = row.state.position?.nodeId ?? null;
    const why = because("step-broken", { nodeId: nodeId ?? "", problem });
    const driven: Driven = {
      state: {
        ...row.state,
        status: "finished",
        position: null,
        pause: null,
        end: { reason: "broken", at: now, nodeId, because: why },
      },
      effect: null,
      visits: [],
      withdraw: [],
    };
    await withdrawTouchesOf(tx, row.workspaceId, [row.id], "system", now);
    await saveEnrollments(tx, [{ ...driven, row, epoch: row.epoch, stepsInEpoch: row.stepsInEpoch, listens: false }]);
  });
  logger("enrollments").error({ enrollment: of.id, problem }, "an enrollment was ended: its step cannot be run");
}
