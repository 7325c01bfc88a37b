import { z } from "zod";
import { toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { type Candidate, candidates } from "@/server/services/attention/near-candidates";
import { companiesNear } from "@/server/services/attention/near-companies";
import { peopleNear } from "@/server/services/attention/near-people";
import type { NearLimit } from "@/server/services/attention/near-shape";
import { need, type VerbArgs } from "@/server/services/context";
import { InvalidError, parseInput } from "@/server/services/errors";
import { fromCursor, pageInput, toCursor } from "@/server/services/page";
import { gatherRules } from "@/server/services/touches/gather/rules";

export const nearLimitInput = pageInput.extend({
  ruleId: z.string().optional(),
  /** Only those for whom nothing more may go now. */
  full: z.boolean().default(false),
});

/**
 * Who is at a limit now (within a gap that is a rule of its own, too), or one message away from one that allows more than one:
 * people, and companies by how many of their people were written to; the fullest first, with what fills it and when it frees.
 * Candidates come from the database by the size of the rule's window, what is shown is counted by core.
 */
export async function listNearLimit(args: VerbArgs<typeof nearLimitInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { limit, cursor, ruleId, full } = parseInput(nearLimitInput, args.input);
  const range = { now: toEpochMs(ctx.now()), full };
  const offset = cursor ? Number(fromCursor(cursor)[0]) : 0;
  if (!Number.isSafeInteger(offset) || offset < 0) throw InvalidError.at("cursor", "Not a cursor");
  return withWorkspace(ctx, async (tx) => {
    const all = await gatherRules(tx, ctx.workspaceId);
    const rules = all.filter((rule) => ruleId === undefined || rule.id === ruleId);
    const found: Candidate[] =
      rules.length === 0
        ? []
        : [
            ...(await tx.execute<{ kind: Candidate["kind"]; id: string }>(
              candidates(ctx.workspaceId, rules, { ...range, limit, offset }),
            )),
          ];
    const page = found.slice(0, limit);
    const idsOf = (kind: Candidate["kind"]) => page.flatMap((one) => (one.kind === kind ? [one.id] : []));
    const near = [
      ...(await peopleNear(tx, ctx.workspaceId, idsOf("person"), rules, range)),
      ...(await companiesNear(tx, ctx.workspaceId, idsOf("company"), rules, range)),
    ];
    const items = page.flatMap(({ id }): NearLimit[] =>
      near.filter((one) => one.id === id).map(({ id: _, ...one }) => one),
    );
    return { items, nextCursor: found.length > limit ? toCursor([offset + limit]) : null };
  });
}
