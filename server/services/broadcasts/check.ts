import { type BroadcastAudience, checkBroadcast, messageGraph } from "@/core/broadcast";
import type { JsonObject } from "@/core/json";
import type { Problem } from "@/core/problem";
import { type Tx, withWorkspace } from "@/db/client";
import { countPeople } from "@/server/services/broadcasts/audience";
import { findBroadcast } from "@/server/services/broadcasts/internal";
import { broadcastIdInput } from "@/server/services/broadcasts/schemas";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { findOutsideProblems } from "@/server/services/sequences/check";
import { readLookup } from "@/server/services/sequences/lookup";

/** Everything that is wrong with the stored draft, also what only the server knows. @throws NotFoundError */
export async function validateBroadcast(args: VerbArgs<typeof broadcastIdInput>): Promise<{ problems: Problem[] }> {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(broadcastIdInput, args.input);
  return withWorkspace(ctx, async (tx) => ({
    problems: await findBroadcastProblems(tx, ctx, await findBroadcast(tx, ctx.workspaceId, id)),
  }));
}

/** As an email step is checked, law and sender included (SEMANTICS §6), and the audience. */
export async function findBroadcastProblems(
  tx: Tx,
  ctx: ServiceContext,
  draft: { message: JsonObject; audience: BroadcastAudience | null; teamId: string | null },
): Promise<Problem[]> {
  const lookup = await readLookup(tx, ctx, draft.teamId);
  const sound = checkBroadcast(draft.message, draft.audience, lookup).every(({ path }) => path !== "audience");
  // how many it reaches decides whether support must be briefed
  const people = draft.audience === null || !sound ? 0 : await countPeople(tx, ctx, draft.audience);
  const own = checkBroadcast(draft.message, draft.audience, { ...lookup, people });
  return [...own, ...(await findOutsideProblems(tx, ctx, messageGraph(draft.message)))];
}
