import { and, eq, inArray, sql } from "drizzle-orm";
import type { EnrollmentState } from "@/core/enrollment";
import { toDate, toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { enrollmentAct } from "@/db/schema/enrollment-act";
import { writeAudit } from "@/server/services/audit-log";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { advanceIn } from "@/server/services/enrollments/advance-enrollments";
import { lockEnrollments } from "@/server/services/enrollments/load-enrollments";
import { needTeamsOf } from "@/server/services/enrollments/need-teams";
import { type Followed, followedSince, restoreEnrollment } from "@/server/services/enrollments/restore";
import { undoActsInput } from "@/server/services/enrollments/schemas";
import { NotFoundError, parseInput } from "@/server/services/errors";

export type ActKind = "stopped" | "skipped" | "moved";

/** Writes down what a member did to passages, as they stood before. Gives the ids, by which it is taken back. */
export async function keepActs(
  tx: Tx,
  ctx: ServiceContext,
  kind: ActKind,
  stood: readonly { readonly enrollmentId: string; readonly before: EnrollmentState }[],
): Promise<string[]> {
  if (stood.length === 0) return [];
  const rows = stood.map((one) => ({
    ...one,
    id: newId("enrollmentAct"),
    workspaceId: ctx.workspaceId,
    kind,
    doneAt: ctx.now(),
  }));
  await tx.insert(enrollmentAct).values(rows);
  return rows.map(({ id }) => id);
}

export interface UndoneActs {
  readonly undone: number;
  /** Stay as they are: something left or was done since, or somebody else has acted on them. */
  readonly kept: readonly (Followed | "moved-otherwise")[];
}

/** Takes back a stop, a skipped wait or a move, where nothing has come of it. @throws NotFoundError, ForbiddenError (another team's) */
export async function undoActs(args: VerbArgs<typeof undoActsInput>): Promise<UndoneActs> {
  const { ctx } = args;
  need(ctx, "enroll");
  const { ids } = parseInput(undoActsInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const acts = await tx
      .select()
      .from(enrollmentAct)
      .where(and(eq(enrollmentAct.workspaceId, ctx.workspaceId), inArray(enrollmentAct.id, ids)));
    if (acts.length === 0) throw new NotFoundError("act");
    const passages = acts.map((act) => act.enrollmentId);
    await needTeamsOf(tx, ctx, passages);
    const wanted = acts.map((act) => ({ workspaceId: ctx.workspaceId, id: act.enrollmentId, epoch: null }));
    const rows = await lockEnrollments(tx, wanted);
    const superseded = await readSuperseded(tx, ctx.workspaceId, ids);
    const now = toEpochMs(ctx.now());
    const restored: string[] = [];
    const kept: UndoneActs["kept"][number][] = [];
    for (const act of acts) {
      const row = rows.get(act.enrollmentId);
      if (!row) continue;
      const stood = { before: act.before, doneAt: toEpochMs(act.doneAt) };
      const why = superseded.has(act.id) ? "moved-otherwise" : await followedSince(tx, row, stood);
      if (why !== null) {
        kept.push(why);
        continue;
      }
      // While it was ended nothing could happen to it: that time is no part of its waits.
      const stoodMs = act.kind === "stopped" ? now - stood.doneAt : 0;
      await restoreEnrollment(tx, row, stood, { by: "member", now, stoodMs });
      await writeAudit(tx, ctx, {
        action: "enrollment.act-undone",
        subjectRef: row.id,
        personId: row.personId,
        data: { act: act.kind },
      });
      await tx
        .update(enrollmentAct)
        .set({ undoneAt: toDate(now) })
        .where(and(eq(enrollmentAct.workspaceId, ctx.workspaceId), eq(enrollmentAct.id, act.id)));
      restored.push(row.id);
    }
    // Those that are kept too: the lock has eaten what they were owed a look for.
    await advanceIn(
      tx,
      [...rows.keys()].map((id) => ({
        workspaceId: ctx.workspaceId,
        id,
        epoch: null,
        ...(restored.includes(id) ? { event: { type: "migrated" as const } } : {}),
      })),
    );
    return { undone: restored.length, kept };
  });
}

/** Acts that are taken back already, or after which the same passage was acted on, moved to a version or changed by a reply. */
async function readSuperseded(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ id: enrollmentAct.id })
    .from(enrollmentAct)
    .where(
      and(
        eq(enrollmentAct.workspaceId, workspaceId),
        inArray(enrollmentAct.id, [...ids]),
        sql`(${enrollmentAct.undoneAt} is not null
          or exists (select 1 from enrollment_act a where a.workspace_id = ${enrollmentAct.workspaceId}
            and a.enrollment_id = ${enrollmentAct.enrollmentId} and a.created_at > ${enrollmentAct.createdAt} and a.undone_at is null)
          or exists (select 1 from enrollment_move m where m.workspace_id = ${enrollmentAct.workspaceId}
            and m.enrollment_id = ${enrollmentAct.enrollmentId} and m.state = 'moved' and m.created_at > ${enrollmentAct.createdAt})
          or exists (select 1 from reply_effect r where r.workspace_id = ${enrollmentAct.workspaceId}
            and r.enrollment_id = ${enrollmentAct.enrollmentId} and r.undone_at is null and r.created_at > ${enrollmentAct.createdAt}))`,
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
