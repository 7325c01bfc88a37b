import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { listTopics } from "@/server/services/topics/list";
import { createTopicInput, topicIdInput, updateTopicInput } from "@/server/services/topics/schemas";
import { archiveTopic, createTopic, updateTopic } from "@/server/services/topics/write";

const write = right("topics.write");

export const topicsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listTopics({ ctx: ctx.service })),
  create: write.input(createTopicInput).mutation(({ ctx, input }) => createTopic({ ctx: ctx.service, input })),
  update: write.input(updateTopicInput).mutation(({ ctx, input }) => updateTopic({ ctx: ctx.service, input })),
  archive: write.input(topicIdInput).mutation(({ ctx, input }) => archiveTopic({ ctx: ctx.service, input })),
});
