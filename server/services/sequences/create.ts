import { emptyGraph } from "@/core/edit";
import type { Graph } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";
import { defaultSequenceSettings } from "@/core/sequence-settings";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { sequence } from "@/db/schema/sequence";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, needTeam, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { findSequence } from "@/server/services/sequences/internal";
import { createSequenceInput, duplicateSequenceInput } from "@/server/services/sequences/schemas";
import { checkTeam } from "@/server/services/teams/internal";

/** A new draft: a template's graph, or nothing but the entry. @throws NotFoundError (team), ForbiddenError */
export async function createSequence(args: VerbArgs<typeof createSequenceInput>): Promise<{ id: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "sequences.write");
  const { name, teamId, graph } = parseInput(createSequenceInput, args.input);
  needTeam(ctx, teamId);
  const id = newId("sequence");
  await withWorkspace(ctx, async (tx) => {
    await checkTeam(tx, workspaceId, teamId);
    await tx.insert(sequence).values({
      id,
      workspaceId,
      teamId,
      name,
      draft: graph ?? emptyGraph(newId("node")),
      settings: defaultSequenceSettings,
      createdBy: memberIdOf(ctx),
    });
    await writeAudit(tx, ctx, { action: "sequence.created", subjectRef: id });
  });
  return { id };
}

/** A draft like this one's. Its mails stay of one family with the originals: nobody gets both. @throws NotFoundError */
export async function duplicateSequence(args: VerbArgs<typeof duplicateSequenceInput>): Promise<{ id: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "sequences.write");
  const input = parseInput(duplicateSequenceInput, args.input);
  const id = newId("sequence");
  await withWorkspace(ctx, async (tx) => {
    const from = await findSequence(tx, workspaceId, input.id);
    needTeam(ctx, from.teamId);
    await tx.insert(sequence).values({
      id,
      workspaceId,
      teamId: from.teamId,
      name: input.name ?? `${from.name.slice(0, 110)} (copy)`,
      draft: withFamilies(from.draft, from.id),
      settings: from.settings,
      createdBy: memberIdOf(ctx),
    });
    await writeAudit(tx, ctx, { action: "sequence.duplicated", subjectRef: id, data: { from: from.id } });
  });
  return { id };
}

/** An email step without a family of its own belongs to `sequence/step` (the driver's default): the copy names it. */
function withFamilies(graph: Graph, sequenceId: string): Graph {
  const nodes = Object.entries(graph.nodes).map(([id, node]) => {
    if (!nodeTypeOf(node.kind)?.sends || (node.config.templateFamily ?? "") !== "") return [id, node] as const;
    return [id, { ...node, config: { ...node.config, templateFamily: `${sequenceId}/${id}`.slice(0, 64) } }] as const;
  });
  return { ...graph, nodes: Object.fromEntries(nodes) };
}
