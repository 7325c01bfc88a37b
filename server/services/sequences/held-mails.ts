import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { explain } from "@/core/attention/explain";
import type { Names } from "@/core/names";
import type { Tx } from "@/db/client";
import { touch } from "@/db/schema/touch";
import { mentioned, readWording } from "@/server/services/attention/say-touches";

/** Why a mail of each passage waits and until when, in a sentence; of several the one that goes first. Others are not in it. */
export async function sayHeldMails(
  tx: Tx,
  workspaceId: string,
  enrollmentIds: readonly string[],
  names: Names,
): Promise<ReadonlyMap<string, string>> {
  if (enrollmentIds.length === 0) return new Map();
  const rows = await tx
    .select({ enrollmentId: touch.enrollmentId, because: touch.because })
    .from(touch)
    .where(
      and(eq(touch.workspaceId, workspaceId), eq(touch.state, "held"), inArray(touch.enrollmentId, [...enrollmentIds])),
    )
    .orderBy(sql`${touch.heldUntil} asc nulls last`, asc(touch.id));
  const wording = await readWording(
    tx,
    workspaceId,
    names,
    rows.flatMap(({ because }) => mentioned(because)),
  );
  const said = new Map<string, string>();
  for (const { enrollmentId, because } of rows)
    if (enrollmentId !== null && because !== null && !said.has(enrollmentId))
      said.set(enrollmentId, explain(because, wording));
  return said;
}
