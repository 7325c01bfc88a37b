import { and, eq } from "drizzle-orm";
import type { Graph } from "@/core/graph";
import type { SequenceSettings } from "@/core/sequence-settings";
import { type Tx, withWorkspace } from "@/db/client";
import { sequence, sequenceVersion } from "@/db/schema/sequence";
import { realNow } from "@/server/clock";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, NotFoundError, parseInput } from "@/server/services/errors";
import {
  findSequence,
  findVersion,
  lockSequence,
  needsLiving,
  nextNumber,
  type SequenceRow,
} from "@/server/services/sequences/internal";
import { toState } from "@/server/services/sequences/list";
import { restoreVersionInput, saveDraftInput, sequenceIdInput } from "@/server/services/sequences/schemas";

/** A sequence with its draft, the version that is live, and the number the next one will have. @throws NotFoundError */
export async function getSequence(args: VerbArgs<typeof sequenceIdInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(sequenceIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const row = await findSequence(tx, ctx.workspaceId, id);
    const [live] =
      row.liveVersionId === null
        ? []
        : await tx
            .select({
              id: sequenceVersion.id,
              number: sequenceVersion.number,
              publishedAt: sequenceVersion.publishedAt,
            })
            .from(sequenceVersion)
            .where(and(eq(sequenceVersion.workspaceId, ctx.workspaceId), eq(sequenceVersion.id, row.liveVersionId)));
    return {
      id,
      name: row.name,
      state: toState(row.state),
      teamId: row.teamId,
      draft: row.draft,
      draftRevision: row.draftRevision,
      settings: row.settings,
      liveVersion: live ?? null,
      /** Not always one more than the live one: a move that was taken back may have made an earlier version live again. */
      nextVersion: await nextNumber(tx, ctx.workspaceId, id),
      pausedAt: row.pausedAt,
      pausedClock: row.pausedClock,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
    };
  });
}

export type SaveOutcome =
  | { ok: true; revision: number }
  /** Somebody else saved meanwhile: what is stored now. */
  | { ok: false; reason: "changed"; revision: number; draft: Graph };

/**
 * Saves the draft if nobody else has since `revision`. A draft may be unfinished: only its structure is checked.
 * @throws NotFoundError, ForbiddenError, ConflictError (archived), InvalidError
 */
export async function saveDraft(args: VerbArgs<typeof saveDraftInput>): Promise<SaveOutcome> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id, revision, graph } = parseInput(saveDraftInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const row = await lockSequence(tx, ctx, id);
    needsLiving(row);
    if (row.draftRevision !== revision) {
      return { ok: false, reason: "changed", revision: row.draftRevision, draft: row.draft };
    }
    return { ok: true, revision: await writeDraft(tx, ctx, id, revision, graph, row.settings) };
  });
}

/** Goes back to what is live, its settings too. @throws NotFoundError, ConflictError (archived; nothing was ever published) */
export async function discardDraft(args: VerbArgs<typeof sequenceIdInput>) {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id } = parseInput(sequenceIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const row = await lockSequence(tx, ctx, id);
    needsLiving(row);
    if (row.liveVersionId === null)
      throw new ConflictError("Nothing has been published yet: there is nothing to go back to");
    return takeVersion(tx, ctx, row, row.liveVersionId);
  });
}

/** Makes an earlier version the draft, with its settings; nothing changes for anybody until it is published. @throws NotFoundError, ConflictError */
export async function restoreVersion(args: VerbArgs<typeof restoreVersionInput>) {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { id, versionId } = parseInput(restoreVersionInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const row = await lockSequence(tx, ctx, id);
    needsLiving(row);
    return takeVersion(tx, ctx, row, versionId);
  });
}

/** Numbers that later versions or the draft have given are not given again. */
async function takeVersion(tx: Tx, ctx: ServiceContext, row: SequenceRow, versionId: string) {
  const version = await findVersion(tx, ctx.workspaceId, versionId);
  if (version.sequenceId !== row.id) throw new NotFoundError("version");
  const draft = { ...version.graph, nextStep: Math.max(version.graph.nextStep, row.draft.nextStep) };
  const revision = await writeDraft(tx, ctx, row.id, row.draftRevision, draft, version.settings);
  return { revision, draft, before: row.draft, settings: version.settings };
}

/** Writes the draft as its next revision. The caller holds the sequence's lock. */
export async function writeDraft(
  tx: Tx,
  ctx: ServiceContext,
  id: string,
  revision: number,
  draft: Graph,
  settings: SequenceSettings,
): Promise<number> {
  await tx
    .update(sequence)
    .set({ draft, settings, draftRevision: revision + 1, updatedAt: realNow() })
    .where(and(eq(sequence.workspaceId, ctx.workspaceId), eq(sequence.id, id)));
  return revision + 1;
}
