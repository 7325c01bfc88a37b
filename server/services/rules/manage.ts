import { and, asc, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { type CapRule, capRuleSchema } from "@/core/attention/rule";
import { toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { capRule, capRuleVersion } from "@/db/schema/cap-rule";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { InvalidError, NotFoundError, parseInput, toFieldProblems } from "@/server/services/errors";
import { lookAgain } from "@/server/services/touches/look";

/** A rule as it is edited: id and version are ours. Checked as a whole by core. */
const ruleFields = z.looseObject({ name: z.string().trim().min(1, "Give the rule a name").max(120) });
const reason = z.string().trim().max(300).default("");

export const createRuleInput = z.object({ rule: ruleFields, reason });
export const updateRuleInput = z.object({
  id: z.string().min(1),
  rule: ruleFields.optional(),
  enabled: z.boolean().optional(),
  reason,
});
export const removeRuleInput = z.object({ id: z.string().min(1), reason });
export const ruleIdInput = z.object({ id: z.string().min(1) });

/** The rules of the governor, oldest first, switched-off ones too. */
export async function listRules({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  const rows = await withWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(capRule)
      .where(eq(capRule.workspaceId, ctx.workspaceId))
      .orderBy(asc(capRule.createdAt), asc(capRule.id)),
  );
  return rows.map(({ id, version, name, rule, enabled, updatedAt }) => ({
    id,
    version,
    name,
    enabled,
    updatedAt,
    rule: { ...rule, id, version, name },
  }));
}

/** What a rule said before, newest first: explanations name a version. @throws NotFoundError */
export async function listRuleVersions(args: VerbArgs<typeof ruleIdInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(ruleIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    await findRule(tx, ctx.workspaceId, id);
    return tx
      .select({
        version: capRuleVersion.version,
        rule: capRuleVersion.rule,
        changedBy: capRuleVersion.changedBy,
        reason: capRuleVersion.reason,
        createdAt: capRuleVersion.createdAt,
      })
      .from(capRuleVersion)
      .where(and(eq(capRuleVersion.workspaceId, ctx.workspaceId), eq(capRuleVersion.ruleId, id)))
      .orderBy(desc(capRuleVersion.version));
  });
}

/** @throws InvalidError with paths below `rule` */
export async function createRule(args: VerbArgs<typeof createRuleInput>): Promise<{ id: string }> {
  const { ctx } = args;
  need(ctx, "rules.write");
  const input = parseInput(createRuleInput, args.input);
  const id = newId("rule");
  const rule = toRule(input.rule, id, 1);
  await withWorkspace(ctx, async (tx) => {
    await tx
      .insert(capRule)
      .values({ id, workspaceId: ctx.workspaceId, name: rule.name, rule, createdBy: memberIdOf(ctx) });
    await keepVersion(tx, ctx, rule, input.reason);
    await writeAudit(tx, ctx, { action: "rule.created", subjectRef: id, reason: input.reason });
  });
  return { id };
}

/** Changes a rule or switches it; what is held is judged again under it. @throws NotFoundError, InvalidError below `rule` */
export async function updateRule(args: VerbArgs<typeof updateRuleInput>): Promise<{ version: number }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "rules.write");
  const input = parseInput(updateRuleInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const before = await findRule(tx, workspaceId, input.id);
    const version = before.version + 1;
    const rule = toRule(input.rule ?? { ...before.rule, name: before.name }, input.id, version);
    await tx
      .update(capRule)
      .set({ name: rule.name, rule, version, enabled: input.enabled ?? before.enabled, updatedAt: realNow() })
      .where(and(eq(capRule.workspaceId, workspaceId), eq(capRule.id, input.id)));
    await keepVersion(tx, ctx, rule, input.reason);
    await writeAudit(tx, ctx, {
      action: "rule.updated",
      subjectRef: input.id,
      reason: input.reason,
      data: { version },
    });
    await lookAgain(tx, workspaceId, null, toEpochMs(ctx.now()));
    return { version };
  });
}

/** Its versions stay: explanations name them. @throws NotFoundError */
export async function removeRule(args: VerbArgs<typeof removeRuleInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "rules.write");
  const { id, reason: why } = parseInput(removeRuleInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    await findRule(tx, workspaceId, id);
    await tx.delete(capRule).where(and(eq(capRule.workspaceId, workspaceId), eq(capRule.id, id)));
    await writeAudit(tx, ctx, { action: "rule.removed", subjectRef: id, reason: why });
    await lookAgain(tx, workspaceId, null, toEpochMs(ctx.now()));
  });
  return { ok: true };
}

async function findRule(tx: Tx, workspaceId: string, id: string) {
  const [row] = await tx
    .select()
    .from(capRule)
    .where(and(eq(capRule.workspaceId, workspaceId), eq(capRule.id, id)))
    .for("update");
  if (!row) throw new NotFoundError("rule");
  return row;
}

const keepVersion = (tx: Tx, ctx: ServiceContext, rule: CapRule, why: string) =>
  tx.insert(capRuleVersion).values({
    id: newId("rule"),
    workspaceId: ctx.workspaceId,
    ruleId: rule.id,
    version: rule.version,
    rule,
    changedBy: memberIdOf(ctx),
    reason: why,
  });

function toRule(fields: Record<string, unknown>, id: string, version: number): CapRule {
  const parsed = capRuleSchema.safeParse({ ...fields, id, version });
  if (parsed.success) return parsed.data;
  const problems = toFieldProblems(parsed.error).map(({ path, message }) => ({ path: `rule.${path}`, message }));
  throw new InvalidError("The rule is not complete", problems, { cause: parsed.error });
}
