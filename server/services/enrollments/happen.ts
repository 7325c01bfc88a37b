import type { EnrollmentEvent } from "@/core/enrollment";
import type { AnyTx } from "@/db/query-rows";
import { advanceIn, type ToAdvance } from "@/server/services/enrollments/advance-enrollments";
import { oweWakes } from "@/server/services/enrollments/wake";

/** Enrollments of one transaction: its locks stay short. */
export const PER_TRANSACTION = 100;

/**
 * Lets something happen to enrollments in the caller's transaction (a member's or a reply rule's stop, pause, resume …) and
 * wakes their runs, which find the row changed. At most `PER_TRANSACTION` at once; the caller holds no lock on an enrollment
 * yet. Ids that are not active in the workspace are left alone. Gives how many there were.
 */
export async function happenTo(
  tx: AnyTx,
  workspaceId: string,
  ids: readonly string[],
  event: EnrollmentEvent,
): Promise<number> {
  const set: ToAdvance[] = [...new Set(ids)].map((id) => ({ workspaceId, id, epoch: null, event }));
  const advances = await advanceIn(tx, set);
  const touched = set.filter((_, index) => advances[index]?.status !== "fenced");
  await oweWakes(
    tx,
    touched.map(({ id }) => ({ workspaceId, enrollmentId: id, cause: "member" })),
  );
  return touched.length;
}
