import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { user } from "@/db/schema/auth";
import { sender } from "@/db/schema/sender";
import { need, type ServiceContext } from "@/server/services/context";

/** Senders that are not archived, by name. What they sign in with stays sealed. */
export async function listSenders({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) =>
    tx
      .select({
        id: sender.id,
        name: sender.name,
        address: sender.address,
        replyTo: sender.replyTo,
        transport: sender.transport,
        teamId: sender.teamId,
        memberId: sender.memberId,
        memberName: user.name,
        mailboxId: sender.mailboxId,
        answerable: sender.answerable,
        dailyLimit: sender.dailyLimit,
        spacingSeconds: sender.spacingSeconds,
        breakerOpenedAt: sender.breakerOpenedAt,
        breakerUntil: sender.breakerUntil,
        breakerReason: sender.breakerReason,
        lastSentAt: sender.lastSentAt,
      })
      .from(sender)
      .leftJoin(user, eq(user.id, sender.memberId))
      .where(and(eq(sender.workspaceId, ctx.workspaceId), isNull(sender.archivedAt)))
      .orderBy(asc(sender.name), asc(sender.address)),
  );
}

/** Senders nothing leaves from any more, the last archived first, with how much waits for each to come back. */
export async function listArchivedSenders({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) =>
    tx
      .select({
        id: sender.id,
        name: sender.name,
        address: sender.address,
        transport: sender.transport,
        archivedAt: sender.archivedAt,
        waiting: sql<number>`(select count(*)::int from touch t where t.workspace_id = sender.workspace_id and t.sender_id = sender.id and t.state in ('waiting','held'))`,
        /** A mailbox that is connected again is the sender it was last: one from before stays archived. */
        isReplaced: sql<boolean>`exists (select from sender o where o.workspace_id = sender.workspace_id and o.id <> sender.id
          and sender.transport = 'mailbox' and o.transport = 'mailbox' and o.member_id = sender.member_id
          and lower(o.address) = lower(sender.address) and coalesce(o.archived_at, 'infinity') > sender.archived_at)`,
      })
      .from(sender)
      .where(and(eq(sender.workspaceId, ctx.workspaceId), isNotNull(sender.archivedAt)))
      .orderBy(desc(sender.archivedAt)),
  );
}
