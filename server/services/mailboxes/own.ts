import { and, eq, ne } from "drizzle-orm";
import { type Tx, withWorkspace } from "@/db/client";
import { mailbox } from "@/db/schema/mailbox";
import { realNow } from "@/server/clock";
import { memberIdOf, need, type ServiceContext } from "@/server/services/context";
import { ConflictError, NotFoundError } from "@/server/services/errors";
import { readSettings } from "@/server/services/workspaces/settings";

export type Mailbox = typeof mailbox.$inferSelect;

/** A mailbox of the member at hand; of another one only with the right to act for others. @throws NotFoundError, ForbiddenError */
export async function findMailbox(tx: Tx, ctx: ServiceContext, id: string): Promise<Mailbox> {
  need(ctx, "mailbox.connect");
  const [row] = await tx
    .select()
    .from(mailbox)
    .where(and(eq(mailbox.workspaceId, ctx.workspaceId), eq(mailbox.id, id)));
  if (!row || row.status === "disconnected") throw new NotFoundError("mailbox");
  if (row.memberId !== memberIdOf(ctx)) need(ctx, "sender.of-others");
  return row;
}

export const readMailbox = (ctx: ServiceContext, id: string): Promise<Mailbox> =>
  withWorkspace(ctx, (tx) => findMailbox(tx, ctx, id));

export type MailboxChange = Partial<typeof mailbox.$inferInsert>;

/** The one way a setup moves on. @throws NotFoundError when the mailbox was disconnected meanwhile */
export async function changeMailbox(tx: Tx, ctx: ServiceContext, id: string, change: MailboxChange): Promise<void> {
  const changed = await tx
    .update(mailbox)
    .set({ ...change, updatedAt: realNow() })
    .where(and(eq(mailbox.workspaceId, ctx.workspaceId), eq(mailbox.id, id), ne(mailbox.status, "disconnected")))
    .returning({ id: mailbox.id });
  if (changed.length === 0) throw new NotFoundError("mailbox");
}

/** SEMANTICS §10. @throws ConflictError */
export async function checkRealTime(tx: Tx, ctx: ServiceContext): Promise<void> {
  const { clockMovedAt } = await readSettings(tx, ctx.workspaceId);
  if (clockMovedAt !== null)
    throw new ConflictError(
      "The clock of this sandbox was moved: it can never get a real mailbox. Make a live copy of it",
    );
}
