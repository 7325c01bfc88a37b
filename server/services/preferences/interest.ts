import { asc, eq } from "drizzle-orm";
import { interestFadesAt } from "@/core/attention/interest";
import { toDate, toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { topic } from "@/db/schema/topic";
import { titleTouches } from "@/server/services/attention/say-touches";
import { findContact } from "@/server/services/contacts/internal";
import { contactRefInput } from "@/server/services/contacts/schemas";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { deriveInterests } from "@/server/services/touches/interest";

/**
 * What the ledger says of the person's interest, topic by topic: with the messages that made it, and when it fades. A topic they
 * were never written to about is left out. @throws NotFoundError
 */
export async function getInterest(args: VerbArgs<typeof contactRefInput>) {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "read");
  const { contactId } = parseInput(contactRefInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { personId } = await findContact(tx, workspaceId, contactId);
    const now = toEpochMs(ctx.now());
    const derived = (await deriveInterests(tx, workspaceId, new Map([[personId, now]]))).get(personId) ?? {};
    const titles = await titleTouches(
      tx,
      workspaceId,
      Object.values(derived).flatMap(({ touchIds }) => touchIds),
    );
    const topics = await tx
      .select({ topicId: topic.id, name: topic.name })
      .from(topic)
      .where(eq(topic.workspaceId, workspaceId))
      .orderBy(asc(topic.name));
    return topics.flatMap(({ topicId, name }) => {
      const found = derived[topicId];
      if (found === undefined) return [];
      const fades = interestFadesAt(found);
      return {
        topicId,
        name,
        state: found.state,
        /** When they last showed it. */
        since: found.since === null ? null : toDate(found.since),
        fadesAt: fades === null ? null : toDate(fades),
        from: found.touchIds.flatMap((id) => titles(id) ?? []),
      };
    });
  });
}
