import { and, desc, eq, lt, ne, or, sql } from "drizzle-orm";
import { nodesOf } from "@/core/graph";
import { toEpochMs } from "@/core/instant";
import { nodeTypeOf } from "@/core/nodes";
import { withWorkspace } from "@/db/client";
import { sequence, sequenceVersion } from "@/db/schema/sequence";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { cursorInstant, fromCursor, type Page, toPage } from "@/server/services/page";
import { readFigures, type SequenceFigures } from "@/server/services/sequences/figures";
import { listSequencesInput, type sequenceStates } from "@/server/services/sequences/schemas";

export interface SequenceItem extends SequenceFigures {
  readonly id: string;
  readonly name: string;
  readonly state: (typeof sequenceStates)[number];
  readonly teamId: string | null;
  /** Number of the live version; null before the first publish. */
  readonly liveVersion: number | null;
  readonly publishedAt: Date | null;
  readonly updatedAt: Date;
  readonly stepCount: number;
  readonly mailCount: number;
}

/** Sequences, last changed first, with who is inside and what came of it. */
export async function listSequences(args: VerbArgs<typeof listSequencesInput>): Promise<Page<SequenceItem>> {
  const { ctx } = args;
  need(ctx, "read");
  const { limit, cursor, state, teamId, search } = parseInput(listSequencesInput, args.input);
  const [at, id] = cursor ? fromCursor(cursor) : [];
  const before = cursorInstant(at);
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: sequence.id,
        name: sequence.name,
        state: sequence.state,
        teamId: sequence.teamId,
        draft: sequence.draft,
        updatedAt: sequence.updatedAt,
        liveVersion: sequenceVersion.number,
        publishedAt: sequenceVersion.publishedAt,
      })
      .from(sequence)
      .leftJoin(
        sequenceVersion,
        and(eq(sequenceVersion.workspaceId, sequence.workspaceId), eq(sequenceVersion.id, sequence.liveVersionId)),
      )
      .where(
        and(
          eq(sequence.workspaceId, ctx.workspaceId),
          state === undefined ? ne(sequence.state, "archived") : eq(sequence.state, state),
          teamId === undefined ? undefined : eq(sequence.teamId, teamId),
          search === "" ? undefined : sql`position(${search.toLowerCase()}::text in lower(${sequence.name})) > 0`,
          at === undefined
            ? undefined
            : or(lt(sequence.updatedAt, before), and(eq(sequence.updatedAt, before), lt(sequence.id, String(id)))),
        ),
      )
      .orderBy(desc(sequence.updatedAt), desc(sequence.id))
      .limit(limit + 1);
    const figures = await readFigures(
      tx,
      ctx.workspaceId,
      rows.map((row) => row.id),
      toEpochMs(ctx.now()),
    );
    return toPage(
      rows,
      limit,
      (row) => [row.updatedAt.getTime(), row.id],
      ({ draft, ...row }) => {
        const nodes = nodesOf(draft);
        return {
          ...row,
          state: toState(row.state),
          stepCount: nodes.length,
          mailCount: nodes.filter((node) => nodeTypeOf(node.kind)?.sends).length,
          ...figures(row.id),
        };
      },
    );
  });
}

/** The check constraint `sequence_state` allows no other word. */
export const toState = (state: string): SequenceItem["state"] => state as SequenceItem["state"];
