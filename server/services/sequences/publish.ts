import { and, eq } from "drizzle-orm";
import { configOf, entryOf } from "@/core/compile";
import type { Graph } from "@/core/graph";
import { sameJson } from "@/core/json";
import { withLinkIds } from "@/core/link-ids";
import { type Entrance, triggerNode } from "@/core/nodes/trigger";
import type { Problem } from "@/core/problem";
import { isPublishable } from "@/core/validate";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { sequence, sequenceTrigger, sequenceVersion } from "@/db/schema/sequence";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { beginWatch } from "@/server/services/enrollments/begin-watch";
import { parseInput } from "@/server/services/errors";
import { findProblems } from "@/server/services/sequences/check";
import { lockSequence, needsLiving, nextNumber } from "@/server/services/sequences/internal";
import { publishInput } from "@/server/services/sequences/schemas";
import { notePublishedMessages } from "@/server/services/support/publish-messages";
import { readGroups } from "@/server/services/version-moves/groups";
import { isMoving, type OpenChoice, openChoices, readGraphs, startMove } from "@/server/services/version-moves/start";

export type PublishOutcome =
  /** `moveId`: people are on their way to it; null when they stay, or nobody is inside. */
  | { ok: true; versionId: string; number: number; moveId: string | null; people: number }
  | { ok: false; reason: "problems"; problems: Problem[] }
  /** The draft was saved since; look at it again. */
  | { ok: false; reason: "changed"; revision: number }
  /** People stand on steps that are gone, or have lost a way out: where do they go? */
  | { ok: false; reason: "choose"; steps: OpenChoice[] }
  /** People are still on their way to the version published before. */
  | { ok: false; reason: "moving" };

/**
 * Freezes the draft as the next version and makes it the one people enter. Those inside stay on theirs or go along, as
 * `people` says; nothing is sent by publishing. A paused sequence stays paused.
 * @throws NotFoundError, ForbiddenError, ConflictError (archived)
 */
export async function publishSequence(args: VerbArgs<typeof publishInput>): Promise<PublishOutcome> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "publish");
  const { id, revision, note, people } = parseInput(publishInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const row = await lockSequence(tx, ctx, id);
    needsLiving(row);
    if (row.draftRevision !== revision) return { ok: false, reason: "changed", revision: row.draftRevision };
    const problems = await findProblems(tx, ctx, row);
    if (!isPublishable(problems)) return { ok: false, reason: "problems", problems };
    if (await isMoving(tx, workspaceId, id)) return { ok: false, reason: "moving" };
    const versionId = newId("version");
    const number = await nextNumber(tx, workspaceId, id);
    const graph = withLinkIds(row.draft, await liveGraph(tx, workspaceId, row.liveVersionId));
    const inside = await readGroups(tx, workspaceId, id, null);
    if (people?.how !== "stay") {
      const versionIds = inside.map((group) => group.versionId);
      const steps = openChoices(inside, await readGraphs(tx, workspaceId, versionIds), graph, people?.choices ?? {});
      if (steps.length > 0) return { ok: false, reason: "choose", steps };
    }
    await tx.insert(sequenceVersion).values({
      id: versionId,
      workspaceId,
      sequenceId: id,
      number,
      graph,
      settings: row.settings,
      note: note === "" ? null : note,
      publishedBy: memberIdOf(ctx),
      publishedAt: ctx.now(),
    });
    await tx
      .update(sequence)
      .set({
        draft: graph, // with the ids its links have from now on: an editor that has it open takes them up
        draftRevision: sameJson(graph, row.draft) ? revision : revision + 1,
        liveVersionId: versionId,
        state: row.state === "paused" ? "paused" : "live",
        updatedAt: realNow(),
      })
      .where(and(eq(sequence.workspaceId, workspaceId), eq(sequence.id, id)));
    await writeTrigger(tx, ctx, id, versionId, graph);
    if (row.state !== "paused") await beginWatch(tx, ctx, id); // a paused one begins when it goes on
    await notePublishedMessages(tx, { workspaceId, sequenceId: id, versionId, graph, publishedAt: ctx.now() });
    await writeAudit(tx, ctx, {
      action: "sequence.published",
      subjectRef: id,
      reason: note,
      data: { versionId, number, people: people?.how ?? "stay" },
    });
    const total = inside.reduce((sum, group) => sum + group.people, 0);
    const moves = people?.how === "move" && total > 0;
    const moveId = moves
      ? await startMove(tx, ctx, { ...row, toVersionId: versionId, choices: people.choices, total })
      : null;
    return { ok: true, versionId, number, moveId, people: total };
  });
}

async function liveGraph(tx: Tx, workspaceId: string, versionId: string | null): Promise<Graph | null> {
  if (versionId === null) return null;
  const [row] = await tx
    .select({ graph: sequenceVersion.graph })
    .from(sequenceVersion)
    .where(and(eq(sequenceVersion.workspaceId, workspaceId), eq(sequenceVersion.id, versionId)));
  return row?.graph ?? null;
}

/** What lets people in, where an event finds it by index. By hand, CSV and API need no row. */
export async function writeTrigger(
  tx: Tx,
  ctx: ServiceContext,
  sequenceId: string,
  versionId: string,
  graph: Graph,
): Promise<void> {
  const { workspaceId } = ctx;
  await tx
    .delete(sequenceTrigger)
    .where(and(eq(sequenceTrigger.workspaceId, workspaceId), eq(sequenceTrigger.sequenceId, sequenceId)));
  const entryId = entryOf(graph);
  const entrance = entryId === null ? undefined : configOf(graph, entryId, triggerNode)?.entrance;
  if (entrance === undefined || entrance.by === "hand") return;
  await tx
    .insert(sequenceTrigger)
    .values({ id: newId("trigger"), workspaceId, sequenceId, versionId, kind: entrance.by, ref: refOf(entrance) });
}

function refOf(entrance: Exclude<Entrance, { by: "hand" }>): string {
  switch (entrance.by) {
    case "event":
      return entrance.name;
    case "purchase":
      return entrance.productId;
    case "segment":
      return entrance.segmentId;
    case "tag":
      return entrance.tag;
    case "form":
      return entrance.formId;
    case "date":
      return entrance.attribute;
  }
}
