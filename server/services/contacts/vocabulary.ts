import { count, desc, eq } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { contactTag } from "@/db/schema/contact";
import { need, type ServiceContext } from "@/server/services/context";

/** Tags in use, most used first. */
export async function listTags({ ctx }: { ctx: ServiceContext }): Promise<{ tag: string; count: number }[]> {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) =>
    tx
      .select({ tag: contactTag.tag, count: count() })
      .from(contactTag)
      .where(eq(contactTag.workspaceId, ctx.workspaceId))
      .groupBy(contactTag.tag)
      .orderBy(desc(count()), contactTag.tag)
      .limit(1_000),
  );
}
