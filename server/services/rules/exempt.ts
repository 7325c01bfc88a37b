import { and, desc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { type ExemptSubject, exemptSubjectSchema } from "@/core/attention/exemption";
import { toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { broadcast } from "@/db/schema/broadcast";
import { capExemption, capRule } from "@/db/schema/cap-rule";
import { sequence } from "@/db/schema/sequence";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { InvalidError, NotFoundError, parseInput } from "@/server/services/errors";
import { toSubject } from "@/server/services/touches/gather/rules";
import { askToLookAgain } from "@/server/services/touches/look";

const reason = z.string().trim().min(1, "Say why: it is kept in the audit log").max(300);

export const exemptInput = z.object({
  of: exemptSubjectSchema,
  ruleIds: z.array(z.string().min(1)).min(1, "Choose a rule").max(50),
  reason,
});
export const endExemptionInput = z.object({ id: z.string().min(1), reason });

/** What is let past which rule, by whom and why, newest first. */
export async function listExemptions({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  const { workspaceId } = ctx;
  const rows = await withWorkspace(ctx, (tx) =>
    tx
      .select({
        ...{ id: capExemption.id, ruleId: capExemption.ruleId, by: capExemption.by, ref: capExemption.ref },
        ...{ reason: capExemption.reason, memberId: capExemption.memberId, createdAt: capExemption.createdAt },
        ...{ rule: capRule.name, sequence: sequence.name, broadcast: broadcast.name },
      })
      .from(capExemption)
      .innerJoin(capRule, and(eq(capRule.workspaceId, capExemption.workspaceId), eq(capRule.id, capExemption.ruleId)))
      .leftJoin(sequence, and(eq(sequence.workspaceId, capExemption.workspaceId), eq(sequence.id, capExemption.ref)))
      .leftJoin(broadcast, and(eq(broadcast.workspaceId, capExemption.workspaceId), eq(broadcast.id, capExemption.ref)))
      .where(and(eq(capExemption.workspaceId, workspaceId), isNull(capExemption.endedAt)))
      .orderBy(desc(capExemption.createdAt), desc(capExemption.id)),
  );
  return rows.map(({ by, ref, sequence: ofSequence, broadcast: ofBroadcast, ...row }) => ({
    ...row,
    of: toSubject(by, ref),
    name: ofSequence ?? ofBroadcast,
  }));
}

/**
 * Lets a sequence, a broadcast or a class of API messages past named rules from now on: its messages no longer obey them, and
 * still count. The person's own choice, the law and hours hold as ever. What waits is judged again.
 * @throws NotFoundError (sequence, broadcast), InvalidError at `ruleIds`
 */
export async function exemptFromRules(args: VerbArgs<typeof exemptInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "caps.exempt");
  const { of, ruleIds, reason: why } = parseInput(exemptInput, args.input);
  const ref = refOf(of);
  await withWorkspace(ctx, async (tx) => {
    await needSubject(tx, workspaceId, of);
    const known = await tx.select({ id: capRule.id }).from(capRule).where(eq(capRule.workspaceId, workspaceId));
    if (ruleIds.some((id) => !known.some((rule) => rule.id === id)))
      throw InvalidError.at("ruleIds", "There is no such rule");
    for (const ruleId of new Set(ruleIds)) {
      const id = newId("exemption");
      const memberId = memberIdOf(ctx) ?? "system";
      const made = await tx
        .insert(capExemption)
        .values({ id, workspaceId, ruleId, by: of.by, ref, reason: why, memberId, createdAt: ctx.now() })
        .onConflictDoNothing()
        .returning({ id: capExemption.id });
      const data = { ruleId, by: of.by };
      if (made.length > 0) await writeAudit(tx, ctx, { action: "caps.exempted", subjectRef: ref, reason: why, data });
    }
    await askToLookAgain(tx, workspaceId, waitersOf(of), toEpochMs(ctx.now()));
  });
  return { ok: true };
}

/** It obeys the rule again from now on. @throws NotFoundError */
export async function endExemption(args: VerbArgs<typeof endExemptionInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "caps.exempt");
  const { id, reason: why } = parseInput(endExemptionInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const [ended] = await tx
      .update(capExemption)
      .set({ endedAt: ctx.now() })
      .where(and(eq(capExemption.workspaceId, workspaceId), eq(capExemption.id, id), isNull(capExemption.endedAt)))
      .returning();
    if (!ended) throw new NotFoundError("exemption");
    const { by, ref, ruleId } = ended;
    await writeAudit(tx, ctx, { action: "caps.exemption-ended", subjectRef: ref, reason: why, data: { ruleId, by } });
    await askToLookAgain(tx, workspaceId, waitersOf(toSubject(by, ref)), toEpochMs(ctx.now()));
  });
  return { ok: true };
}

const refOf = (of: ExemptSubject): string => (of.by === "api" ? of.class : of.id);

const waitersOf = (of: ExemptSubject) =>
  of.by === "sequence" ? { sequenceId: of.id } : of.by === "broadcast" ? { broadcastId: of.id } : {};

async function needSubject(tx: Tx, workspaceId: string, of: ExemptSubject): Promise<void> {
  if (of.by === "api") return;
  const table = of.by === "sequence" ? sequence : broadcast;
  const found = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.workspaceId, workspaceId), eq(table.id, of.id)));
  if (found.length === 0) throw new NotFoundError(of.by);
}
