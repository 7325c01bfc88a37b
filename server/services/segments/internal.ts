import { and, eq } from "drizzle-orm";
import { type Condition, checkCondition } from "@/core/audience";
import type { Tx } from "@/db/client";
import { segment } from "@/db/schema/segment";
import { InvalidError, NotFoundError } from "@/server/services/errors";

/** @throws NotFoundError */
export async function findSegment(tx: Tx, workspaceId: string, id: string) {
  const [row] = await tx
    .select()
    .from(segment)
    .where(and(eq(segment.workspaceId, workspaceId), eq(segment.id, id)));
  if (!row) throw new NotFoundError("segment");
  return row;
}

/** A segment says who; it holds no other segment (the runtime judges each on its own) and nothing of one sequence. */
export function checkUsable(condition: Condition): void {
  const problems = [...checkCondition(condition, "condition"), ...foreign(condition, "condition")];
  if (problems.length > 0) throw new InvalidError("The condition is not complete", problems);
}

function foreign(condition: Condition, path: string): { path: string; message: string }[] {
  if (condition.type !== "test") return condition.of.flatMap((part, index) => foreign(part, `${path}.of.${index}`));
  const { on } = condition.subject;
  if (on === "segments") return [{ path: `${path}.subject`, message: "A segment cannot hold another segment" }];
  if (on === "entry")
    return [{ path: `${path}.subject`, message: "What let somebody in is known inside a sequence only" }];
  return [];
}
