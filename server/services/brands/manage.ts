import { and, eq, isNull, or } from "drizzle-orm";
import { z } from "zod";
import { type Brand, brandRulesSchema, narrowBrand, noBrand, widens } from "@/core/brand";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { brand } from "@/db/schema/brand";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, needTeam, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { InvalidError, parseInput } from "@/server/services/errors";
import { checkTeam } from "@/server/services/teams/internal";

export const saveBrandInput = z.object({
  /** null: the whole workspace. */
  teamId: z.string().nullable(),
  rules: brandRulesSchema,
});

/** The workspace's brand, and those of its teams that have one of their own. */
export async function listBrands({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) => readBrands(tx, ctx.workspaceId));
}

export async function readBrands(tx: Tx, workspaceId: string) {
  const rows = await tx
    .select({ teamId: brand.teamId, rules: brand.rules })
    .from(brand)
    .where(eq(brand.workspaceId, workspaceId));
  return {
    workspace: rows.find(({ teamId }) => teamId === null)?.rules ?? noBrand,
    teams: rows.flatMap(({ teamId, rules }) => (teamId === null ? [] : [{ teamId, rules }])),
  };
}

/** What holds for mails of a team; null: of nobody in particular. */
export async function brandOf(tx: Tx, workspaceId: string, teamId: string | null): Promise<Brand> {
  const rows = await tx
    .select({ teamId: brand.teamId, rules: brand.rules })
    .from(brand)
    .where(
      and(
        eq(brand.workspaceId, workspaceId),
        teamId === null ? isNull(brand.teamId) : or(isNull(brand.teamId), eq(brand.teamId, teamId)),
      ),
    );
  const own = rows.find((row) => row.teamId !== null)?.rules ?? null;
  return narrowBrand(rows.find((row) => row.teamId === null)?.rules ?? noBrand, own);
}

/** @throws NotFoundError (team), InvalidError where a team would loosen what the workspace says */
export async function saveBrand(args: VerbArgs<typeof saveBrandInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "brand.write");
  const { teamId, rules } = parseInput(saveBrandInput, args.input);
  needTeam(ctx, teamId);
  await withWorkspace(ctx, async (tx) => {
    if (teamId !== null) {
      await checkTeam(tx, workspaceId, teamId);
      const { workspace } = await readBrands(tx, workspaceId);
      const [wide] = widens(workspace, rules);
      if (wide !== undefined)
        throw InvalidError.at(`rules.${wide}`, "The workspace has decided this: a team only narrows it");
    }
    const id = newId("brand");
    const mine = and(
      eq(brand.workspaceId, workspaceId),
      teamId === null ? isNull(brand.teamId) : eq(brand.teamId, teamId),
    );
    const changed = await tx
      .update(brand)
      .set({ rules, updatedBy: memberIdOf(ctx), updatedAt: realNow() })
      .where(mine)
      .returning({ id: brand.id });
    // two who found it at once: the index lets one in, and the other's words are then the update's
    if (changed.length === 0) {
      const made = await tx
        .insert(brand)
        .values({ id, workspaceId, teamId, rules, updatedBy: memberIdOf(ctx) })
        .onConflictDoNothing()
        .returning({ id: brand.id });
      if (made.length === 0)
        await tx
          .update(brand)
          .set({ rules, updatedBy: memberIdOf(ctx), updatedAt: realNow() })
          .where(mine);
    }
    await writeAudit(tx, ctx, { action: "brand.saved", subjectRef: teamId ?? workspaceId });
  });
  return { ok: true };
}
