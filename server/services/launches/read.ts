import { and, eq, gt, inArray, isNotNull, notInArray } from "drizzle-orm";
import { configOf } from "@/core/compile";
import { type Graph, nodesOf } from "@/core/graph";
import type { Launch } from "@/core/launches";
import { emailNode, emailSchema } from "@/core/nodes/email";
import type { Tx } from "@/db/client";
import { broadcast } from "@/db/schema/broadcast";
import { plannedLaunch } from "@/db/schema/published-message";
import { sequence, sequenceVersion } from "@/db/schema/sequence";

/** Everything that starts after `since`: planned publishings, broadcasts with a time, and sequences published since. */
export async function readLaunches(tx: Tx, workspaceId: string, since: Date): Promise<Launch[]> {
  const planned = await tx
    .select({
      id: sequence.id,
      name: sequence.name,
      teamId: sequence.teamId,
      draft: sequence.draft,
      startsAt: plannedLaunch.startsAt,
    })
    .from(plannedLaunch)
    .innerJoin(
      sequence,
      and(eq(sequence.workspaceId, plannedLaunch.workspaceId), eq(sequence.id, plannedLaunch.sequenceId)),
    )
    .where(
      and(
        eq(plannedLaunch.workspaceId, workspaceId),
        gt(plannedLaunch.startsAt, since),
        notInArray(sequence.state, ["archived"]),
      ),
    );
  const begun = await tx
    .select({
      id: sequence.id,
      name: sequence.name,
      teamId: sequence.teamId,
      draft: sequenceVersion.graph,
      startsAt: sequenceVersion.publishedAt,
    })
    .from(sequenceVersion)
    .innerJoin(
      sequence,
      and(eq(sequence.workspaceId, sequenceVersion.workspaceId), eq(sequence.id, sequenceVersion.sequenceId)),
    )
    .where(
      and(
        eq(sequenceVersion.workspaceId, workspaceId),
        gt(sequenceVersion.publishedAt, since),
        eq(sequenceVersion.number, 1),
        notInArray(sequence.state, ["archived"]),
      ),
    );
  const mails = await tx
    .select({
      id: broadcast.id,
      name: broadcast.name,
      teamId: broadcast.teamId,
      message: broadcast.message,
      startsAt: broadcast.startAt,
    })
    .from(broadcast)
    .where(
      and(
        eq(broadcast.workspaceId, workspaceId),
        inArray(broadcast.state, ["scheduled", "sending", "paused", "finished"]),
        isNotNull(broadcast.startAt),
        gt(broadcast.startAt, since),
      ),
    );
  const waiting = new Set(planned.map(({ id }) => id));
  return [
    ...[...planned, ...begun.filter(({ id }) => !waiting.has(id))].map(
      (row): Launch => ({
        ref: row.id,
        name: row.name,
        kind: "sequence",
        teamId: row.teamId,
        startsAt: row.startsAt.getTime(),
        briefings: briefingsOf(row.draft),
      }),
    ),
    ...mails.flatMap((row): Launch[] => {
      const config = emailSchema.safeParse(row.message);
      if (row.startsAt === null || !config.success) return [];
      const { subject, briefing } = config.data;
      const startsAt = row.startsAt.getTime();
      return [
        {
          ref: row.id,
          name: row.name,
          kind: "broadcast",
          teamId: row.teamId,
          startsAt,
          briefings: [{ subject, briefing }],
        },
      ];
    }),
  ];
}

const briefingsOf = (graph: Graph): Launch["briefings"] =>
  nodesOf(graph).flatMap((node) => {
    const config = configOf(graph, node.id, emailNode);
    return config === null ? [] : [{ subject: config.subject, briefing: config.briefing }];
  });
