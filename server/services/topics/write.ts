import { and, eq, isNotNull } from "drizzle-orm";
import { toEpochMs } from "@/core/instant";
import { sameJson } from "@/core/json";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { topic } from "@/db/schema/topic";
import { writeAudit } from "@/server/services/audit-log";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { given } from "@/server/services/given";
import { findTopic, topicNameTaken } from "@/server/services/topics/internal";
import { createTopicInput, topicIdInput, updateTopicInput } from "@/server/services/topics/schemas";
import { lookAgainAtWaiters } from "@/server/services/touches/look";
import { refuseDuplicates } from "@/server/services/unique";

/** One of the name of an archived topic is that one again, with what people chose of it. @throws ConflictError at `name` */
export async function createTopic(args: VerbArgs<typeof createTopicInput>): Promise<{ id: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "topics.write");
  const input = parseInput(createTopicInput, args.input);
  return refuseDuplicates(topicNameTaken, () =>
    withWorkspace(ctx, async (tx) => {
      const [back] = await tx
        .update(topic)
        .set({ ...input, archivedAt: null })
        .where(and(eq(topic.workspaceId, workspaceId), eq(topic.name, input.name), isNotNull(topic.archivedAt)))
        .returning({ id: topic.id });
      const id = back?.id ?? newId("topic");
      if (!back) await tx.insert(topic).values({ id, workspaceId, ...input });
      await writeAudit(tx, ctx, { action: "topic.created", subjectRef: id });
      return { id };
    }),
  );
}

/**
 * Touches that were made keep the class they were made with; with other hours who waits is judged again.
 * @throws NotFoundError, ConflictError at `name`
 */
export async function updateTopic(args: VerbArgs<typeof updateTopicInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "topics.write");
  const { id, ...change } = parseInput(updateTopicInput, args.input);
  await refuseDuplicates(topicNameTaken, () =>
    withWorkspace(ctx, async (tx) => {
      const before = await findTopic(tx, ctx.workspaceId, id);
      await tx
        .update(topic)
        .set({ name: before.name, ...given(change) })
        .where(and(eq(topic.workspaceId, ctx.workspaceId), eq(topic.id, id)));
      if (change.hours !== undefined && !sameJson(change.hours, before.hours))
        await lookAgainAtWaiters(tx, ctx.workspaceId, {}, toEpochMs(ctx.now()));
      await writeAudit(tx, ctx, { action: "topic.updated", subjectRef: id });
    }),
  );
  return { ok: true };
}

/** Takes the topic out of lists and the preference centre; what was sent about it keeps its name. @throws NotFoundError */
export async function archiveTopic(args: VerbArgs<typeof topicIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "topics.write");
  const { id } = parseInput(topicIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    await findTopic(tx, ctx.workspaceId, id);
    await tx
      .update(topic)
      .set({ archivedAt: ctx.now() })
      .where(and(eq(topic.workspaceId, ctx.workspaceId), eq(topic.id, id)));
    await writeAudit(tx, ctx, { action: "topic.archived", subjectRef: id });
  });
  return { ok: true };
}
