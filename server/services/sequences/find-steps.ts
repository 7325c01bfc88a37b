import { sql } from "drizzle-orm";
import { z } from "zod";
import { titleOf } from "@/core/config";
import { type GraphNode, stepLabel } from "@/core/graph";
import { withWorkspace } from "@/db/client";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";

export const findStepsInput = z.object({
  search: z.string().trim().min(2).max(120),
  limit: z.int().min(1).max(50).default(6),
});

/** Steps of drafts by what they are called or say, last changed sequences first; "S5" finds every step of that number. */
export async function findSteps(args: VerbArgs<typeof findStepsInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { search, limit } = parseInput(findStepsInput, args.input);
  const words = search.toLowerCase();
  const number = /^s(\d{1,6})$/.exec(words)?.[1] ?? null;
  return withWorkspace(ctx, async (tx) => {
    // Only what an author wrote for people is looked at: keys and ids would be found by nobody who means them.
    const rows = await tx.execute<{ id: string; name: string; node: GraphNode }>(sql`
      select s.id, s.name, n.value as node
      from sequence s cross join lateral jsonb_each(s.draft->'nodes') n
      where s.workspace_id = ${ctx.workspaceId} and s.state <> 'archived'
        and (n.value->>'step' = ${number}::text
          or position(${words}::text in lower(concat_ws(' ', n.value->>'name', n.value->'config'->>'subject',
            n.value->'config'->>'title', n.value->'config'->>'text'))) > 0)
      order by s.updated_at desc, s.id, (n.value->>'step')::int
      limit ${limit}`);
    return [...rows].map(({ id, name, node: stored }) => {
      const node: GraphNode = typeof stored === "string" ? JSON.parse(stored) : stored;
      return {
        sequenceId: id,
        sequenceName: name,
        step: stepLabel(node),
        title: titleOf(node),
      };
    });
  });
}
