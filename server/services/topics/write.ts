import { and, eq } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { topic } from "@/db/schema/topic";
import { writeAudit } from "@/server/services/audit-log";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { given } from "@/server/services/given";
import { findTopic, topicNameTaken } from "@/server/services/topics/internal";
import { createTopicInput, topicIdInput, updateTopicInput } from "@/server/services/topics/schemas";
import { refuseDuplicates } from "@/server/services/unique";

/** @throws ConflictError at `name` */
export async function createTopic(args: VerbArgs<typeof createTopicInput>): Promise<{ id: string }> {
  const { ctx } = args;
  need(ctx, "topics.write");
  const input = parseInput(createTopicInput, args.input);
  const id = newId("topic");
  await refuseDuplicates(topicNameTaken, () =>
    withWorkspace(ctx, async (tx) => {
      await tx.insert(topic).values({ id, workspaceId: ctx.workspaceId, ...input });
      await writeAudit(tx, ctx, { action: "topic.created", subjectRef: id });
    }),
  );
  return { id };
}

/** Touches that were made keep the class they were made with. @throws NotFoundError, ConflictError at `name` */
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
