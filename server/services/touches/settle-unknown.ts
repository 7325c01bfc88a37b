import { z } from "zod";
import { toEpochMs, toIso } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { writeAudit } from "@/server/services/audit-log";
import { need, type VerbArgs } from "@/server/services/context";
import { oweWakes } from "@/server/services/enrollments/wake";
import { ConflictError, NotFoundError, parseInput } from "@/server/services/errors";
import { reopenAnswered } from "@/server/services/replies/lost-answers";
import { ringAt } from "@/server/services/touches/look";

export const settleUnknownInput = z.object({
  touchId: z.string().min(1),
  /** `arrived`: somebody saw it there. `lost`: it did not, and shall not. `send_again`: it did not; it waits for its turn anew. */
  as: z.enum(["arrived", "lost", "send_again"]),
  reason: z.string().trim().min(1, "Say how you know").max(300),
});

interface Settled {
  id: string;
  person_id: string;
  enrollment_id: string | null;
}

/**
 * A member says what became of a mail nobody knew the end of. Heed never sends such a mail again by itself; a member may,
 * knowing that it may arrive twice. @throws NotFoundError, ConflictError when its end is known by now
 */
export async function settleUnknown(args: VerbArgs<typeof settleUnknownInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "hold.override");
  const { touchId, as, reason } = parseInput(settleUnknownInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const now = toEpochMs(ctx.now());
    const [person] = await queryRows<{ id: string }>(tx, LOCK_PERSON, [workspaceId, touchId]);
    if (!person) throw new NotFoundError("message");
    const [settled] = await queryRows<Settled>(tx, SETTLE[as], [workspaceId, touchId, toIso(now)]);
    if (!settled) throw new ConflictError("What became of this message is known by now");
    const { enrollment_id: enrollmentId } = settled;
    if (as !== "send_again" && enrollmentId !== null)
      await oweWakes(tx, [{ workspaceId, enrollmentId, cause: "touch", ref: touchId }]);
    if (as === "lost") await reopenAnswered(tx, workspaceId, [touchId], now);
    await ringAt(tx, [{ workspaceId, personId: settled.person_id, at: now }]);
    await writeAudit(tx, ctx, {
      action: `touch.settled-${as}`,
      subjectRef: touchId,
      personId: settled.person_id,
      reason,
    });
  });
  return { ok: true };
}

const LOCK_PERSON = `
select p.id from person p
where p.workspace_id = $1 and p.id = (select person_id from touch where workspace_id = $1 and id = $2)
for no key update`;

const UNKNOWN = "where workspace_id = $1 and id = $2 and state = 'unknown' returning id, person_id, enrollment_id";

// Sent again it is a new hand-over with a new claim: its slot is free until then, and it obeys the rules like any other.
const SETTLE = {
  arrived: `update touch set state = 'accepted', accepted_at = coalesce(handed_over_at, $3::timestamptz), failure = null, updated_at = now() ${UNKNOWN}`,
  lost: `update touch set state = 'failed', counted_at = null, ended_at = $3::timestamptz, updated_at = now() ${UNKNOWN}`,
  send_again: `update touch set state = 'waiting', counted_at = null, claimed_at = null, handed_over_at = null, ended_at = null, failure = null,
    due_at = $3::timestamptz, again_at = $3::timestamptz, deadline_at = null, lease_until = null, retry_at = null, updated_at = now() ${UNKNOWN}`,
} as const;
