import { and, asc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sender } from "@/db/schema/sender";
import { touch } from "@/db/schema/touch";
import { memberIdOf, type ServiceContext } from "@/server/services/context";
import { ForbiddenError, InvalidError } from "@/server/services/errors";

export interface AnswerSender {
  readonly id: string;
  readonly teamId: string | null;
  readonly name: string;
  readonly address: string;
}

/**
 * Who answers: the sender asked for, the one the answered mail came from, one's own, or the company's.
 * @throws InvalidError at `senderId`, ForbiddenError for a colleague's
 */
export async function answerSender(
  tx: Tx,
  ctx: ServiceContext,
  touchId: string | null,
  wanted: string | null,
): Promise<AnswerSender> {
  const { workspaceId } = ctx;
  const me = memberIdOf(ctx);
  if (wanted !== null) {
    const [row] = await tx
      .select()
      .from(sender)
      .where(and(eq(sender.workspaceId, workspaceId), eq(sender.id, wanted), isNull(sender.archivedAt)));
    if (!row) throw InvalidError.at("senderId", "Choose another sender: this one no longer exists");
    if (!maySendAs(ctx, row.memberId)) throw new ForbiddenError("This is a colleague's address");
    return row;
  }
  const rows = await tx
    .select({ id: sender.id, teamId: sender.teamId, name: sender.name, address: sender.address })
    .from(sender)
    .leftJoin(
      touch,
      and(eq(touch.workspaceId, sender.workspaceId), eq(touch.senderId, sender.id), eq(touch.id, touchId ?? "")),
    )
    .where(
      and(
        eq(sender.workspaceId, workspaceId),
        isNull(sender.archivedAt),
        or(
          isNull(sender.memberId),
          eq(sender.memberId, me ?? ""),
          // a colleague's only where it is the one that was answered
          ctx.rights.has("sender.of-others") ? isNotNull(touch.id) : sql`false`,
        ),
      ),
    )
    .orderBy(sql`${touch.id} is null`, sql`${sender.memberId} is distinct from ${me}`, asc(sender.createdAt))
    .limit(1);
  const [best] = rows;
  if (!best) throw InvalidError.at("senderId", "There is no address to answer from: connect a mailbox or add a sender");
  return best;
}

const maySendAs = (ctx: ServiceContext, owner: string | null): boolean =>
  owner === null || owner === memberIdOf(ctx) || ctx.rights.has("sender.of-others");
