import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { toEpochMs } from "@/core/instant";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { sender } from "@/db/schema/sender";
import { realNow } from "@/server/clock";
import { memberIdOf, type ServiceContext } from "@/server/services/context";
import { ConflictError } from "@/server/services/errors";
import type { Mailbox } from "@/server/services/mailboxes/own";
import { askToLookAgain } from "@/server/services/touches/look";

/**
 * Whether a member's mailbox may send as this address: nobody does yet, or it is their own sender, or the local inbox's. The
 * company's is taken over only by who may change senders, a colleague's by nobody. @throws ConflictError at `address`
 */
export async function checkAddressFree(tx: Tx, ctx: ServiceContext, address: string): Promise<void> {
  const [row] = await tx
    .select({ memberId: sender.memberId, transport: sender.transport })
    .from(sender)
    .where(
      and(
        eq(sender.workspaceId, ctx.workspaceId),
        eq(sql`lower(${sender.address})`, address.toLowerCase()),
        isNull(sender.archivedAt),
      ),
    );
  if (!row) return;
  const isMine =
    row.memberId === null
      ? row.transport === "sandbox" || ctx.rights.has("sender.write")
      : row.memberId === memberIdOf(ctx);
  if (isMine) return;
  const message = `${row.memberId === null ? "The company" : "A colleague"} already sends as ${address}: whoever looks after the senders can remove it there first`;
  throw new ConflictError(message, [{ path: "address", message }]);
}

/**
 * The sender that uses the mailbox; one with the same address (the local inbox's, an earlier connection's) becomes it, and what
 * waits for that one is judged anew. @throws ConflictError where that one is not the member's to change
 */
export async function putSender(
  tx: Tx,
  ctx: ServiceContext,
  row: Mailbox,
  given: { name: string; dailyLimit: number | null; spacingSeconds: number },
): Promise<string> {
  const { workspaceId } = ctx;
  await checkAddressFree(tx, ctx, row.address);
  const columns = {
    ...given,
    address: row.address,
    memberId: row.memberId,
    mailboxId: row.id,
    transport: "mailbox",
    credentials: null,
    replyTo: null,
    answerable: true,
    archivedAt: null,
  };
  const [known] = await tx
    .select({ id: sender.id, archivedAt: sender.archivedAt })
    .from(sender)
    .where(
      and(
        eq(sender.workspaceId, workspaceId),
        or(
          eq(sender.mailboxId, row.id),
          and(
            eq(sql`lower(${sender.address})`, row.address.toLowerCase()),
            or(isNull(sender.archivedAt), and(eq(sender.transport, "mailbox"), eq(sender.memberId, row.memberId))),
          ),
        ),
      ),
    )
    .orderBy(sql`${sender.archivedAt} is not null`, desc(sender.archivedAt))
    .limit(1);
  if (known) {
    await tx
      .update(sender)
      .set({ ...columns, updatedAt: realNow() })
      .where(and(eq(sender.workspaceId, workspaceId), eq(sender.id, known.id)));
    if (known.archivedAt !== null) await askToLookAgain(tx, workspaceId, { senderId: known.id }, toEpochMs(ctx.now()));
    return known.id;
  }
  const id = newId("sender");
  await tx.insert(sender).values({ id, workspaceId, ...columns });
  return id;
}
