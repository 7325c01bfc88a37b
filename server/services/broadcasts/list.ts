import { and, count, desc, eq, lt, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { withWorkspace } from "@/db/client";
import { broadcast } from "@/db/schema/broadcast";
import { capRule } from "@/db/schema/cap-rule";
import { touch } from "@/db/schema/touch";
import { findBroadcast } from "@/server/services/broadcasts/internal";
import { broadcastIdInput, listBroadcastsInput } from "@/server/services/broadcasts/schemas";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { cursorInstant, fromCursor, toPage } from "@/server/services/page";

/** How many messages of a broadcast stand where. */
export interface Progress {
  made: number;
  /** Left the house: handed over, accepted, or nobody knows. */
  sent: number;
  /** Due, and not judged yet. */
  waiting: number;
  held: number;
  skipped: number;
  failed: number;
  withdrawn: number;
}

/** Newest first, each with how far it is. */
export async function listBroadcasts(args: VerbArgs<typeof listBroadcastsInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { limit, cursor } = parseInput(listBroadcastsInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: broadcast.id,
        name: broadcast.name,
        state: broadcast.state,
        teamId: broadcast.teamId,
        audience: broadcast.audience,
        subject: sql<string>`coalesce(${broadcast.message}->>'subject', '')`,
        startAt: broadcast.startAt,
        startedAt: broadcast.startedAt,
        finishedAt: broadcast.finishedAt,
        total: broadcast.total,
        createdAt: broadcast.createdAt,
        updatedAt: broadcast.updatedAt,
      })
      .from(broadcast)
      .where(and(eq(broadcast.workspaceId, ctx.workspaceId), cursor ? after(cursor) : undefined))
      .orderBy(desc(broadcast.createdAt), desc(broadcast.id))
      .limit(limit + 1);
    const progress = await countProgress(
      tx,
      ctx.workspaceId,
      rows.map(({ id }) => id),
    );
    return toPage(
      rows,
      limit,
      (row) => [row.createdAt.getTime(), row.id],
      (row) => ({ ...row, progress: progress.get(row.id) ?? none() }),
    );
  });
}

/** One broadcast with its message, how far it is, and why messages are held or were skipped. @throws NotFoundError */
export async function getBroadcast(args: VerbArgs<typeof broadcastIdInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(broadcastIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { workspaceId: _, cursor: __, workedAt: ___, ...row } = await findBroadcast(tx, ctx.workspaceId, id);
    const progress = await countProgress(tx, ctx.workspaceId, [id]);
    return {
      ...row,
      progress: progress.get(id) ?? none(),
      reasons: row.state === "draft" || row.state === "scheduled" ? [] : await countReasons(tx, ctx.workspaceId, id),
    };
  });
}

function after(cursor: string) {
  const [at, id] = fromCursor(cursor);
  const made = cursorInstant(at);
  return or(lt(broadcast.createdAt, made), and(eq(broadcast.createdAt, made), lt(broadcast.id, String(id))));
}

const none = (): Progress => ({ made: 0, sent: 0, waiting: 0, held: 0, skipped: 0, failed: 0, withdrawn: 0 });

const groups: Readonly<Record<string, Exclude<keyof Progress, "made">>> = {
  planned: "waiting",
  waiting: "waiting",
  held: "held",
  claimed: "sent",
  handed_over: "sent",
  accepted: "sent",
  unknown: "sent",
  failed: "failed",
  skipped: "skipped",
  withdrawn: "withdrawn",
};

async function countProgress(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Map<string, Progress>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: sql<string>`${touch.broadcastId}`, state: touch.state, count: count() })
    .from(touch)
    .where(and(eq(touch.workspaceId, workspaceId), sql`${touch.broadcastId} = any(${sql.param([...ids])}::text[])`))
    .groupBy(touch.broadcastId, touch.state);
  const all = new Map<string, Progress>();
  for (const row of rows) {
    const progress = all.get(row.id) ?? none();
    const group = groups[row.state];
    progress.made += row.count;
    if (group !== undefined) progress[group] += row.count;
    all.set(row.id, progress);
  }
  return all;
}

/** By the rule's name, or the kind of reason ("quiet_hours"); most first. `until`: the latest forecast among them. */
async function countReasons(tx: Tx, workspaceId: string, id: string) {
  const reason = sql<string>`coalesce(${capRule.name}, ${touch.because}->'because'->>'kind', ${touch.state})`;
  const rows = await tx
    .select({
      state: sql<"held" | "skipped" | "failed">`${touch.state}`,
      reason,
      ruleId: capRule.id,
      count: count(),
      until: sql<Date | null>`max(${touch.heldUntil})`.mapWith(touch.heldUntil),
    })
    .from(touch)
    .leftJoin(capRule, and(eq(capRule.workspaceId, touch.workspaceId), eq(capRule.id, touch.bindingRuleId)))
    .where(
      and(
        eq(touch.workspaceId, workspaceId),
        eq(touch.broadcastId, id),
        sql`${touch.state} in ('held', 'skipped', 'failed')`,
      ),
    )
    .groupBy(touch.state, reason, capRule.id)
    .orderBy(desc(count()));
  return rows;
}
