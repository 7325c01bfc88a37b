import { and, asc, eq, isNull } from "drizzle-orm";
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
