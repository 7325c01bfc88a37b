import { and, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { explain } from "@/core/attention/explain";
import { withWorkspace } from "@/db/client";
import { touch } from "@/db/schema/touch";
import { namesOf } from "@/server/services/attention/held";
import { mentioned, readWording } from "@/server/services/attention/say-touches";
import { historyInput, historyWhere } from "@/server/services/contacts/of-whom";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { type MessageView, messageStates, statesOf, toMessageView } from "@/server/services/messages/view";
import { type Page, toPage } from "@/server/services/page";

export const listMessagesInput = historyInput.extend({ state: z.enum(messageStates).optional() });

/** Messages that programs sent through us, with what was decided about each; the last taken first. */
export async function listMessages(args: VerbArgs<typeof listMessagesInput>): Promise<Page<MessageView>> {
  const { ctx } = args;
  need(ctx, "read");
  const input = parseInput(listMessagesInput, args.input);
  const { limit, state } = input;
  const of = {
    workspaceId: touch.workspaceId,
    id: touch.id,
    contactId: touch.contactId,
    personId: touch.personId,
    at: touch.dueAt,
  };
  const names = await namesOf(ctx);
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(touch)
      .where(
        and(
          historyWhere(ctx.workspaceId, of, input),
          eq(touch.source, "api"),
          state === undefined ? undefined : inArray(touch.state, statesOf(state)),
        ),
      )
      .orderBy(desc(touch.id))
      .limit(limit + 1);
    const wording = await readWording(
      tx,
      ctx.workspaceId,
      names,
      rows.flatMap(({ because }) => mentioned(because)),
    );
    return toPage(
      rows,
      limit,
      ({ id }) => [id],
      (row) => toMessageView(row, (explanation) => explain(explanation, wording)),
    );
  });
}
