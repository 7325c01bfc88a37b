import { and, eq } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { touch } from "@/db/schema/touch";
import { hideKeys } from "@/server/mail/hide-keys";
import { need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { mailInput } from "@/server/services/journeys/schemas";
import { noteLook } from "@/server/services/note-look";
import { loadOutgoing } from "@/server/services/touches/load-outgoing";

/**
 * A message as it left, from what was frozen when it did, without what its recipient could do with it. `mail` is null until
 * then. @throws NotFoundError
 */
export async function getMail(args: VerbArgs<typeof mailInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { touchId } = parseInput(mailInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({
        id: touch.id,
        personId: touch.personId,
        state: touch.state,
        acceptedAt: touch.acceptedAt,
        toAddress: touch.toAddress,
      })
      .from(touch)
      .where(and(eq(touch.workspaceId, ctx.workspaceId), eq(touch.id, touchId)));
    if (!row) throw new NotFoundError("message");
    const [sent] = await loadOutgoing(ctx.workspaceId, [touchId], tx);
    await noteLook(tx, ctx, row.personId);
    return {
      touchId,
      state: row.state,
      sentAt: row.acceptedAt,
      mail: sent
        ? {
            from: sent.mail.from,
            to: sent.mail.to,
            subject: sent.mail.subject,
            html: hideKeys(sent.mail.html),
            text: hideKeys(sent.mail.text),
          }
        : null,
    };
  });
}
