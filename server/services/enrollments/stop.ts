import type { EnrollmentEvent } from "@/core/enrollment";
import { toEpochMs } from "@/core/instant";
import { sameJson } from "@/core/json";
import { type Tx, withWorkspace } from "@/db/client";
import { writeAudits } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { type ActKind, keepActs } from "@/server/services/enrollments/acts";
import { happenTo, PER_TRANSACTION } from "@/server/services/enrollments/happen";
import { type EnrollmentRow, lockEnrollments, readEnrollments } from "@/server/services/enrollments/load-enrollments";
import { needTeamsOf } from "@/server/services/enrollments/need-teams";
import { jumpInput, pauseInput, resumeInput, skipWaitInput, stopInput } from "@/server/services/enrollments/schemas";
import { InvalidError, NotFoundError, parseInput } from "@/server/services/errors";

/** Ends enrollments; what they have not sent is withdrawn. Those that have ended are left alone. @throws NotFoundError, ForbiddenError (another team's) */
export function stopEnrollments(args: VerbArgs<typeof stopInput>): Promise<Happened> {
  const { ids, reason } = parseInput(stopInput, args.input);
  return letHappen(args.ctx, "enrollment.stopped", ids, { type: "stop", by: actorOf(args.ctx), reason });
}

/** Nothing leaves and nothing is decided until `until` (workspace time). @throws NotFoundError, InvalidError (that is past) */
export function pauseEnrollments(args: VerbArgs<typeof pauseInput>): Promise<Happened> {
  const { ids, until, clock, reason } = parseInput(pauseInput, args.input);
  if (until !== null && until <= args.ctx.now()) throw InvalidError.at("until", "Choose a date that is still to come");
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
export function resumeEnrollments(args: VerbArgs<typeof resumeInput>): Promise<Happened> {
  const { ids } = parseInput(resumeInput, args.input);
  return letHappen(args.ctx, "enrollment.resumed", ids, { type: "resume" });
}

/** Ends a delay or wait early, where the person was seen. @throws NotFoundError, ForbiddenError (another team's) */
export function skipWait(args: VerbArgs<typeof skipWaitInput>): Promise<Happened> {
  const { id, at, reason } = parseInput(skipWaitInput, args.input);
  return letHappen(args.ctx, "enrollment.wait-skipped", [id], { type: "skip-wait", at, by: actorOf(args.ctx), reason });
}

/** Moves somebody to another step of the same version. @throws NotFoundError, ForbiddenError (another team's) */
export function jumpEnrollment(args: VerbArgs<typeof jumpInput>): Promise<Happened> {
  const { id, at, to, reason } = parseInput(jumpInput, args.input);
  return letHappen(args.ctx, "enrollment.jumped", [id], { type: "jump", at, to, by: actorOf(args.ctx), reason });
}

const actorOf = (ctx: ServiceContext): string => memberIdOf(ctx) ?? ctx.actor.kind;

/** How many it happened to, and by which ids it is taken back. A pause is taken back by resuming. */
export interface Happened {
  readonly count: number;
  readonly acts: readonly string[];
}

const kinds: Partial<Record<EnrollmentEvent["type"], ActKind>> = {
  stop: "stopped",
  "skip-wait": "skipped",
  jump: "moved",
};

async function letHappen(
  ctx: ServiceContext,
  action: string,
  ids: readonly string[],
  event: EnrollmentEvent,
): Promise<Happened> {
  // anybody who may hold a person may do so wherever they are; where they go is their team's business
  const holds = event.type === "pause" || event.type === "resume";
  need(ctx, holds ? "passage.pause" : "enroll");
  if (!holds) await withWorkspace(ctx, (tx) => needTeamsOf(tx, ctx, ids));
  let count = 0;
  const acts: string[] = [];
  for (let from = 0; from < ids.length; from += PER_TRANSACTION) {
    const set = ids.slice(from, from + PER_TRANSACTION);
    count += await withWorkspace(ctx, async (tx) => {
      const wanted = set.map((id) => ({ workspaceId: ctx.workspaceId, id, epoch: null }));
      const before = await lockEnrollments(tx, wanted);
      const happened = await happenTo(tx, ctx.workspaceId, set, event);
      const reason = "reason" in event ? event.reason : null;
      await writeAudits(
        tx,
        ctx,
        set.map((id) => ({ action, subjectRef: id, personId: before.get(id)?.personId ?? null, reason })),
      );
      const kind = kinds[event.type];
      if (kind !== undefined) acts.push(...(await keepActs(tx, ctx, kind, await changed(tx, before))));
      return happened;
    });
  }
  if (count === 0) throw new NotFoundError("enrollment");
  return { count, acts };
}

/** Those that stand otherwise by now: an event aimed at a place they had left changed nothing. */
async function changed(tx: Tx, before: ReadonlyMap<string, EnrollmentRow>) {
  const after = await readEnrollments(tx, [...before.values()]);
  return [...before.values()].flatMap((row) => {
    const same = row.status !== "active" || sameJson(row.state, after.get(row.id)?.state);
    return same ? [] : [{ enrollmentId: row.id, before: row.state }];
  });
}
