import { and, count, eq, gt, isNull, or } from "drizzle-orm";
import { configOf, entryOf } from "@/core/compile";
import type { Graph } from "@/core/graph";
import { triggerNode } from "@/core/nodes/trigger";
import type { Tx } from "@/db/client";
import { contact, contactTag } from "@/db/schema/contact";
import { enrollment } from "@/db/schema/enrollment";
import { segment } from "@/db/schema/segment";
import type { ServiceContext } from "@/server/services/context";
import { segmentFilter } from "@/server/services/segments/filter";

const MONTH_MS = 30 * 86_400_000;

/**
 * How many people publishing reaches, as far as one can know before: those who are in it or came in the last 30 days, and
 * whom its entrance names today. What lets people in one by one (events, forms, by hand) is only known by the first.
 */
export async function countReach(tx: Tx, ctx: ServiceContext, sequenceId: string, graph: Graph): Promise<number> {
  const { workspaceId } = ctx;
  const since = new Date(ctx.now().getTime() - MONTH_MS);
  const [inside] = await tx
    .select({ people: count() })
    .from(enrollment)
    .where(
      and(
        eq(enrollment.workspaceId, workspaceId),
        eq(enrollment.sequenceId, sequenceId),
        or(eq(enrollment.status, "active"), gt(enrollment.enteredAt, since)),
      ),
    );
  return Math.max(inside?.people ?? 0, await countEntrance(tx, ctx, graph));
}

async function countEntrance(tx: Tx, ctx: ServiceContext, graph: Graph): Promise<number> {
  const { workspaceId } = ctx;
  const entryId = entryOf(graph);
  const entrance = entryId === null ? undefined : configOf(graph, entryId, triggerNode)?.entrance;
  const living = and(eq(contact.workspaceId, workspaceId), isNull(contact.archivedAt));
  if (entrance?.by === "segment") {
    const [known] = await tx
      .select({ id: segment.id })
      .from(segment)
      .where(and(eq(segment.workspaceId, workspaceId), eq(segment.id, entrance.segmentId)));
    if (!known) return 0; // core says so
    const [row] = await tx
      .select({ people: count() })
      .from(contact)
      .where(and(living, await segmentFilter(tx, ctx, entrance.segmentId)));
    return row?.people ?? 0;
  }
  if (entrance?.by === "tag" && entrance.tag !== "") {
    const [row] = await tx
      .select({ people: count() })
      .from(contactTag)
      .where(and(eq(contactTag.workspaceId, workspaceId), eq(contactTag.tag, entrance.tag)));
    return row?.people ?? 0;
  }
  return 0;
}
