import { and, asc, eq, isNull } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { topic } from "@/db/schema/topic";
import { need, type ServiceContext } from "@/server/services/context";

/** Topics that are not archived, by name. */
export async function listTopics({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) =>
    tx
      .select({
        id: topic.id,
        name: topic.name,
        description: topic.description,
        class: topic.class,
        public: topic.public,
        tracked: topic.tracked,
        hours: topic.hours,
      })
      .from(topic)
      .where(and(eq(topic.workspaceId, ctx.workspaceId), isNull(topic.archivedAt)))
      .orderBy(asc(topic.name)),
  );
}
