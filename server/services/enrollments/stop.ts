import type { EnrollmentEvent } from "@/core/enrollment";
import { toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { happenTo, PER_TRANSACTION } from "@/server/services/enrollments/happen";
import { jumpInput, pauseInput, resumeInput, skipWaitInput, stopInput } from "@/server/services/enrollments/schemas";
import { NotFoundError, parseInput } from "@/server/services/errors";

/** Ends enrollments; what they have not sent is withdrawn. Those that have ended are left alone. @throws NotFoundError */
export function stopEnrollments(args: VerbArgs<typeof stopInput>): Promise<{ count: number }> {
  const { ids, reason } = parseInput(stopInput, args.input);
  return letHappen(args.ctx, "enrollment.stopped", ids, { type: "stop", by: actorOf(args.ctx), reason });
}

/** Nothing leaves and nothing is decided until `until` (workspace time). @throws NotFoundError */
export function pauseEnrollments(args: VerbArgs<typeof pauseInput>): Promise<{ count: number }> {
  const { ids, until, clock, reason } = parseInput(pauseInput, args.input);
  const end = until === null ? null : toEpochMs(until);
  return letHappen(args.ctx, "enrollment.paused", ids, {
    type: "pause",
    until: end,
    clock,
    by: actorOf(args.ctx),
    reason,
  });
}

/** Paused ones go on. @throws NotFoundError */
export function resumeEnrollments(args: VerbArgs<typeof resumeInput>): Promise<{ count: number }> {
  const { ids } = parseInput(resumeInput, args.input);
  return letHappen(args.ctx, "enrollment.resumed", ids, { type: "resume" });
}

/** Ends a delay or wait early, where the person was seen. @throws NotFoundError */
export function skipWait(args: VerbArgs<typeof skipWaitInput>): Promise<{ count: number }> {
  const { id, at, reason } = parseInput(skipWaitInput, args.input);
  return letHappen(args.ctx, "enrollment.wait-skipped", [id], { type: "skip-wait", at, by: actorOf(args.ctx), reason });
}

/** Moves somebody to another step of the same version. @throws NotFoundError */
export function jumpEnrollment(args: VerbArgs<typeof jumpInput>): Promise<{ count: number }> {
  const { id, at, to, reason } = parseInput(jumpInput, args.input);
  return letHappen(args.ctx, "enrollment.jumped", [id], { type: "jump", at, to, by: actorOf(args.ctx), reason });
}

const actorOf = (ctx: ServiceContext): string => memberIdOf(ctx) ?? ctx.actor.kind;

async function letHappen(ctx: ServiceContext, action: string, ids: readonly string[], event: EnrollmentEvent) {
  need(ctx, "enroll");
  let count = 0;
  for (let from = 0; from < ids.length; from += PER_TRANSACTION) {
    const set = ids.slice(from, from + PER_TRANSACTION);
    count += await withWorkspace(ctx, async (tx) => {
      const happened = await happenTo(tx, ctx.workspaceId, set, event);
      for (const id of set)
        await writeAudit(tx, ctx, { action, subjectRef: id, reason: "reason" in event ? event.reason : null });
      return happened;
    });
  }
  if (count === 0) throw new NotFoundError("enrollment");
  return { count };
}
