import { and, asc, count, eq, gte, inArray, or, sql } from "drizzle-orm";
import { explain } from "@/core/attention/explain";
import { type Tx, withWorkspace } from "@/db/client";
import { touch } from "@/db/schema/touch";
import { countHeld, namesOf, selectTouches, shown } from "@/server/services/attention/held";
import { mentioned, readWording } from "@/server/services/attention/say-touches";
import { memberIdOf, need, type ServiceContext } from "@/server/services/context";
import { listReplies } from "@/server/services/replies/list";
import { listTasks } from "@/server/services/tasks/manage";
import { readFirstSteps } from "@/server/services/today/first-steps";
import { readProblems } from "@/server/services/today/problems";

const SHOWN = 8;
const DAY_MS = 86_400_000;

/**
 * What the day wants: the first steps of a new workspace, my tasks, replies nobody has handled, what is held and why, what goes out in the next 24 hours, and how
 * much left in the last 24. Instants are workspace time.
 */
export async function getToday({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  const tasks = await listTasks({ ctx, input: { ownerId: memberIdOf(ctx), limit: SHOWN } });
  const { total, byReason } = await countHeld({ ctx });
  const names = await namesOf(ctx);
  const now = ctx.now();
  const replies = await readReplies(ctx);
  return withWorkspace(ctx, async (tx) => {
    const held = await selectTouches(
      tx,
      and(eq(touch.workspaceId, ctx.workspaceId), eq(touch.state, "held")),
      [sql`${touch.heldUntil} asc nulls last`, asc(touch.id)],
      SHOWN,
    );
    const next = await selectTouches(
      tx,
      and(
        eq(touch.workspaceId, ctx.workspaceId),
        inArray(touch.state, ["planned", "waiting", "held"]),
        sql`coalesce(${touch.heldUntil}, ${touch.dueAt}) < ${new Date(now.getTime() + DAY_MS).toISOString()}::timestamptz`,
        or(sql`${touch.state} <> 'held'`, sql`${touch.heldUntil} is not null`),
      ),
      [sql`coalesce(${touch.heldUntil}, ${touch.dueAt}) asc`, asc(touch.id)],
      SHOWN,
    );
    const ids = [...held, ...next].flatMap((row) => [row.touchId, ...mentioned(row.because)]);
    const wording = await readWording(tx, ctx.workspaceId, names, ids);
    return {
      now,
      firstSteps: await readFirstSteps(tx, ctx.workspaceId),
      tasks,
      replies,
      problems: await readProblems(tx, ctx, names),
      held: {
        total,
        byReason,
        items: held.map(({ because, ...row }) => ({
          ...shown(row),
          title: wording.touchName(row.touchId) ?? "a message",
          reason: because === null ? null : explain(because, wording),
        })),
      },
      next: next.map(({ because: _, ...row }) => ({
        ...shown(row),
        title: wording.touchName(row.touchId) ?? "a message",
        at: row.heldUntil ?? row.dueAt,
      })),
      sentLastDay: await countSent(tx, ctx, new Date(now.getTime() - DAY_MS)),
    };
  });
}

/** Mine and those nobody has taken, oldest first. */
async function readReplies(ctx: ServiceContext) {
  const owner = memberIdOf(ctx) ?? "nobody";
  return (await listReplies({ ctx, input: { view: "open", owner, orNobodys: true, limit: SHOWN } })).items;
}

/** By the instant each was let go, for which there is an index; it is accepted within minutes of that. */
async function countSent(tx: Tx, ctx: ServiceContext, since: Date): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(touch)
    .where(and(eq(touch.workspaceId, ctx.workspaceId), eq(touch.state, "accepted"), gte(touch.countedAt, since)));
  return row?.count ?? 0;
}
