import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { topic } from "@/db/schema/topic";
import { ConflictError, NotFoundError } from "@/server/services/errors";

export const topicNameTaken = {
  topic_name_once: () =>
    new ConflictError("There is a topic of this name", [{ path: "name", message: "There is a topic of this name" }]),
};

/** @throws NotFoundError */
export async function findTopic(tx: Tx, workspaceId: string, id: string) {
  const [row] = await tx
    .select()
    .from(topic)
    .where(and(eq(topic.workspaceId, workspaceId), eq(topic.id, id)));
  if (!row) throw new NotFoundError("topic");
  return row;
}

/** @throws NotFoundError when an id is given and names no topic of the workspace */
export async function checkTopic(tx: Tx, workspaceId: string, id: string | null | undefined): Promise<void> {
  if (id !== null && id !== undefined) await findTopic(tx, workspaceId, id);
}
