import { and, eq, isNull, type SQL } from "drizzle-orm";
import { type Condition, toPredicate } from "@/core/audience";
import { toEpochMs } from "@/core/instant";
import type { Tx } from "@/db/client";
import { segment } from "@/db/schema/segment";
import { workspaceSetting } from "@/db/schema/workspace-setting";
import type { ServiceContext } from "@/server/services/context";
import { NotFoundError } from "@/server/services/errors";
import { predicateToSql } from "@/server/services/segments/to-sql";

/** Who is in a segment, as a `where` over `contact`. @throws NotFoundError */
export async function segmentFilter(tx: Tx, ctx: ServiceContext, segmentId: string): Promise<SQL> {
  const [row] = await tx
    .select({ condition: segment.condition })
    .from(segment)
    .where(and(eq(segment.workspaceId, ctx.workspaceId), eq(segment.id, segmentId)));
  if (!row) throw new NotFoundError("segment");
  return conditionFilter(tx, ctx, row.condition);
}

/** Whom a condition holds for, as a `where` over `contact`. "Today" is the workspace's, not each person's. */
export async function conditionFilter(tx: Tx, ctx: ServiceContext, condition: Condition): Promise<SQL> {
  const now = toEpochMs(ctx.now());
  const [settings] = await tx
    .select({ zone: workspaceSetting.timeZone })
    .from(workspaceSetting)
    .where(eq(workspaceSetting.workspaceId, ctx.workspaceId));
  const zone = settings?.zone ?? "UTC";
  const others = await tx
    .select({ id: segment.id, condition: segment.condition })
    .from(segment)
    .where(and(eq(segment.workspaceId, ctx.workspaceId), isNull(segment.archivedAt)));
  const byId = new Map(others.map((one) => [one.id, toPredicate(one.condition, now, zone)]));
  return predicateToSql(toPredicate(condition, now, zone), (id) => byId.get(id) ?? null, now);
}
