import { and, asc, desc, eq } from "drizzle-orm";
import { z } from "zod";
import type { CapRule } from "@/core/attention/rule";
import { toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { capRule, capRuleVersion } from "@/db/schema/cap-rule";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { ruleFields, toRule } from "@/server/services/rules/to-rule";
import { lookAgainAtWaiters } from "@/server/services/touches/look";

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
export const restoreRuleInput = z.object({
  id: z.string().min(1),
  /** Which wording; left out: the last one. */
  version: z.int().positive().optional(),
  reason,
});

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
    const rows = await tx
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
    if (rows.length === 0) throw new NotFoundError("rule");
    return rows.map(({ rule, ...row }) => ({ ...row, rule: toRule({ ...rule }, id, row.version) }));
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
    await lookAgainAtWaiters(tx, ctx.workspaceId, {}, toEpochMs(ctx.now()));
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
    await lookAgainAtWaiters(tx, workspaceId, {}, toEpochMs(ctx.now()));
    return { version };
  });
}

/** Rules that were removed, with their last wording, newest removal first. */
export async function listRemovedRules({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  const rows = await withWorkspace(ctx, (tx) =>
    queryRows<{ rule_id: string; version: number; rule: string; removed_at: number | null }>(tx, REMOVED, [
      ctx.workspaceId,
    ]),
  );
  return rows.map((row) => ({
    rule: toRule(JSON.parse(row.rule) as Record<string, unknown>, row.rule_id, row.version), // as it was saved
    removedAt: row.removed_at === null ? null : new Date(row.removed_at),
  }));
}

/**
 * Puts a rule back: what it said in a version becomes its next version; a removed rule is in force again. What is held is
 * judged again under it. @throws NotFoundError
 */
export async function restoreRule(args: VerbArgs<typeof restoreRuleInput>): Promise<{ version: number }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "rules.write");
  const input = parseInput(restoreRuleInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const versions = await tx
      .select({ version: capRuleVersion.version, rule: capRuleVersion.rule })
      .from(capRuleVersion)
      .where(and(eq(capRuleVersion.workspaceId, workspaceId), eq(capRuleVersion.ruleId, input.id)))
      .orderBy(desc(capRuleVersion.version));
    const newest = versions[0];
    const wanted = versions.find((one) => one.version === (input.version ?? newest?.version));
    if (!newest || !wanted) throw new NotFoundError("rule");
    const version = newest.version + 1;
    const rule = toRule({ ...wanted.rule }, input.id, version);
    await tx
      .insert(capRule)
      .values({ id: input.id, workspaceId, name: rule.name, rule, version, createdBy: memberIdOf(ctx) })
      .onConflictDoUpdate({
        target: [capRule.workspaceId, capRule.id],
        set: { name: rule.name, rule, version, updatedAt: realNow() },
      });
    await keepVersion(tx, ctx, rule, input.reason);
    const data = { version, from: wanted.version };
    await writeAudit(tx, ctx, { action: "rule.restored", subjectRef: input.id, reason: input.reason, data });
    await lookAgainAtWaiters(tx, workspaceId, {}, toEpochMs(ctx.now()));
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
    await lookAgainAtWaiters(tx, workspaceId, {}, toEpochMs(ctx.now()));
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

const REMOVED = `
select distinct on (v.rule_id) v.rule_id, v.version, v.rule::text, (
    select max(extract(epoch from a.created_at) * 1000)::float8 from audit a
    where a.workspace_id = v.workspace_id and a.subject_ref = v.rule_id and a.action = 'rule.removed') as removed_at
from cap_rule_version v
where v.workspace_id = $1::text
  and not exists (select 1 from cap_rule r where r.workspace_id = v.workspace_id and r.id = v.rule_id)
order by v.rule_id, v.version desc`;
