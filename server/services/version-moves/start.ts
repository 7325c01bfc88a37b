import type { Graph } from "@/core/graph";
import { checkDestination } from "@/core/migrate";
import { type Choices, choiceKey, keepsItsPlace } from "@/core/migrate-choice";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { versionMove } from "@/db/schema/version-move";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { memberIdOf, type ServiceContext } from "@/server/services/context";
import type { PeopleGroup } from "@/server/services/version-moves/groups";

/** A step somebody stands on and where it is not said, or wrongly said, where they go. */
export interface OpenChoice {
  readonly versionId: string;
  readonly version: number;
  readonly nodeId: string;
  readonly step: number;
  readonly people: number;
  readonly problem: string;
}

/** What still has to be said before the people of these groups can go to `after`. */
export function openChoices(
  groups: readonly PeopleGroup[],
  graphs: ReadonlyMap<string, Graph>,
  after: Graph,
  choices: Choices,
): OpenChoice[] {
  return groups.flatMap((group): OpenChoice[] => {
    const { nodeId, versionId } = group;
    const before = graphs.get(versionId);
    if (nodeId === null || before === undefined) return [];
    const chosen = choices[choiceKey(versionId, nodeId)];
    if (chosen === undefined && keepsItsPlace(before, after, nodeId)) return [];
    const problem = checkDestination(after, nodeId, chosen);
    if (problem === null) return [];
    return [
      {
        versionId,
        version: group.version,
        nodeId,
        step: before.nodes[nodeId]?.step ?? 0,
        people: group.people,
        problem,
      },
    ];
  });
}

/** Lets the people inside go to a version, in the transaction that publishes it; a durable function carries it out. */
export async function startMove(
  tx: Tx,
  ctx: ServiceContext,
  of: { id: string; liveVersionId: string | null; toVersionId: string; choices: Choices; total: number },
): Promise<string> {
  const { workspaceId } = ctx;
  const id = newId("versionMove");
  await tx.insert(versionMove).values({
    id,
    workspaceId,
    sequenceId: of.id,
    toVersionId: of.toVersionId,
    fromVersionId: of.liveVersionId,
    choices: of.choices,
    total: of.total,
    paced: {},
    createdBy: memberIdOf(ctx),
    startedAt: ctx.now(),
  });
  await writeOutbox(tx, [{ name: "version/move-started", data: { workspaceId, id, round: 1 } }]);
  return id;
}

/** Whether people of the sequence are on their way from one version to another. */
export async function isMoving(tx: AnyTx, workspaceId: string, sequenceId: string): Promise<boolean> {
  const rows = await queryRows(tx, MOVING, [workspaceId, sequenceId]);
  return rows.length > 0;
}

const MOVING = `
select 1 from version_move
where workspace_id = $1::text and sequence_id = $2::text and state in ('moving', 'undoing') limit 1`;

/** The graphs of these versions. */
export async function readGraphs(
  tx: AnyTx,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Graph>> {
  const rows = await queryRows<{ id: string; graph: string }>(tx, GRAPHS, [workspaceId, [...new Set(ids)]]);
  // parsed by publish, which refuses anything else; a version is never written again
  return new Map(rows.map(({ id, graph }) => [id, JSON.parse(graph) as Graph]));
}

const GRAPHS = `
select id, graph::text as graph from sequence_version where workspace_id = $1::text and id = any($2::text[])`;
