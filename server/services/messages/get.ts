import { and, desc, eq, or } from "drizzle-orm";
import { explain } from "@/core/attention/explain";
import { withWorkspace } from "@/db/client";
import { touch } from "@/db/schema/touch";
import { namesOf } from "@/server/services/attention/held";
import { mentioned, readWording } from "@/server/services/attention/say-touches";
import { need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { messageIdInput } from "@/server/services/messages/schemas";
import { messageKey } from "@/server/services/messages/send";
import { type MessageView, toMessageView } from "@/server/services/messages/view";
import { touchKeyed } from "@/server/services/touches/by-key";

/** By our id or the caller's own. @throws NotFoundError */
export async function getMessage(args: VerbArgs<typeof messageIdInput>): Promise<MessageView> {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(messageIdInput, args.input);
  const names = await namesOf(ctx);
  return withWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(touch)
      .where(
        and(
          eq(touch.workspaceId, ctx.workspaceId),
          eq(touch.source, "api"),
          or(eq(touch.id, id), touchKeyed(messageKey(id))),
        ),
      )
      .orderBy(desc(touch.createdAt))
      .limit(1);
    if (!row) throw new NotFoundError("message");
    const wording = await readWording(tx, ctx.workspaceId, names, mentioned(row.because));
    return toMessageView(row, (explanation) => explain(explanation, wording));
  });
}
