import { and, count, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { notification } from "@/db/schema/task";
import { realNow } from "@/server/clock";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";

export const markReadInput = z.object({ ids: z.array(z.string().min(1)).min(1).max(200) });

const LIMIT = 50;

/** The newest lines for the member at hand, and those for everybody; `unread` counts all. */
export async function listNotifications({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  return withWorkspace(ctx, async (tx) => {
    const items = await tx
      .select({
        id: notification.id,
        title: notification.title,
        body: notification.body,
        href: notification.href,
        readAt: notification.readAt,
        createdAt: notification.createdAt,
      })
      .from(notification)
      .where(mine(ctx))
      .orderBy(desc(notification.createdAt), desc(notification.id))
      .limit(LIMIT);
    const [unread] = await tx
      .select({ count: count() })
      .from(notification)
      .where(and(mine(ctx), isNull(notification.readAt)));
    return { items, unread: unread?.count ?? 0 };
  });
}

/** @throws NotFoundError when one of them is not the member's to read; then none is marked */
export async function markRead(args: VerbArgs<typeof markReadInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "read");
  const ids = [...new Set(parseInput(markReadInput, args.input).ids)];
  await withWorkspace(ctx, async (tx) => {
    const marked = await tx
      .update(notification)
      .set({ readAt: sql`coalesce(${notification.readAt}, ${realNow().toISOString()}::timestamptz)` })
      .where(and(mine(ctx), inArray(notification.id, ids)))
      .returning({ id: notification.id });
    if (marked.length !== ids.length) throw new NotFoundError("notification");
  });
  return { ok: true };
}

const mine = (ctx: ServiceContext) =>
  and(
    eq(notification.workspaceId, ctx.workspaceId),
    or(isNull(notification.memberId), eq(notification.memberId, memberIdOf(ctx) ?? "")),
  );
