import { and, desc, eq, sql } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { user } from "@/db/schema/auth";
import { sequenceVersion } from "@/db/schema/sequence";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { findSequence, findVersion } from "@/server/services/sequences/internal";
import { sequenceIdInput, versionIdInput } from "@/server/services/sequences/schemas";

/** Published versions, newest first, with who is still on each. @throws NotFoundError */
export async function listVersions(args: VerbArgs<typeof sequenceIdInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(sequenceIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { liveVersionId } = await findSequence(tx, ctx.workspaceId, id);
    const rows = await tx
      .select({
        id: sequenceVersion.id,
        number: sequenceVersion.number,
        note: sequenceVersion.note,
        publishedAt: sequenceVersion.publishedAt,
        publishedBy: user.name,
        people: sql<number>`(select count(*)::int from enrollment e where e.workspace_id = ${sequenceVersion.workspaceId} and e.sequence_id = ${sequenceVersion.sequenceId} and e.version_id = ${sequenceVersion.id} and e.status = 'active')`,
      })
      .from(sequenceVersion)
      .leftJoin(user, eq(user.id, sequenceVersion.publishedBy))
      .where(and(eq(sequenceVersion.workspaceId, ctx.workspaceId), eq(sequenceVersion.sequenceId, id)))
      .orderBy(desc(sequenceVersion.number));
    return rows.map((row) => ({ ...row, live: row.id === liveVersionId }));
  });
}

/** One version with its graph. @throws NotFoundError */
export async function getVersion(args: VerbArgs<typeof versionIdInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { versionId } = parseInput(versionIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { workspaceId: _, ...row } = await findVersion(tx, ctx.workspaceId, versionId);
    return row;
  });
}
