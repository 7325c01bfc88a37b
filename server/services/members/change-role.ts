import { and, eq } from "drizzle-orm";
import { isRole, mayGiveRole, type Role } from "@/core/rights";
import type { Tx } from "@/db/client";
import { member, user } from "@/db/schema/auth";
import { teamMembership } from "@/db/schema/team";
import { authTransaction } from "@/server/auth/transaction";
import { writeAudit } from "@/server/services/audit-log";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, ForbiddenError, NotFoundError, parseInput } from "@/server/services/errors";
import { forgetMailboxes } from "@/server/services/mailboxes/forget";
import { changeRoleInput, memberIdInput } from "@/server/services/members/schemas";

/** Gives a member another role. The last owner stays one. @throws ForbiddenError, NotFoundError, ConflictError */
export async function changeRole(args: VerbArgs<typeof changeRoleInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "members.write");
  const { memberId, role } = parseInput(changeRoleInput, args.input);
  await authTransaction(async (tx) => {
    const { membershipId, role: before } = await lockMembership(tx, ctx, memberId, role);
    await tx.update(member).set({ role }).where(eq(member.id, membershipId));
    await writeAudit(tx, ctx, {
      action: "member.role-changed",
      subjectRef: memberId,
      data: { from: before, to: role },
    });
  });
  return { ok: true };
}

/**
 * Takes a member out of the workspace and its teams, and forgets their mailboxes, all or nothing; their account and what they
 * made stay. @throws as changeRole
 */
export async function removeMember(args: VerbArgs<typeof memberIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "members.write");
  const { memberId } = parseInput(memberIdInput, args.input);
  await authTransaction(async (tx) => {
    const { membershipId } = await lockMembership(tx, ctx, memberId, null);
    const [account] = await tx.select({ name: user.name }).from(user).where(eq(user.id, memberId));
    await tx.delete(member).where(eq(member.id, membershipId));
    await tx
      .delete(teamMembership)
      .where(and(eq(teamMembership.workspaceId, ctx.workspaceId), eq(teamMembership.memberId, memberId)));
    await forgetMailboxes(tx, ctx.workspaceId, { memberId });
    await writeAudit(tx, ctx, { action: "member.removed", subjectRef: memberId, data: { ...account } });
  });
  return { ok: true };
}

/**
 * Locks all memberships of the workspace, so that two owners cannot demote each other at once, and checks that the member
 * may be given `wanted` (null: may leave).
 */
async function lockMembership(tx: Tx, ctx: ServiceContext, memberId: string, wanted: Role | null) {
  const rows = await tx
    .select({ id: member.id, memberId: member.userId, role: member.role })
    .from(member)
    .where(eq(member.organizationId, ctx.workspaceId))
    .orderBy(member.id)
    .for("update");
  const mine = rows.find((row) => row.memberId === memberId);
  if (!mine || !isRole(mine.role)) throw new NotFoundError("member");
  needGiver(ctx, mine.role, wanted ?? mine.role);
  const owners = rows.filter(({ role }) => role === "owner").length;
  if (mine.role === "owner" && wanted !== "owner" && owners === 1) {
    throw new ConflictError("A workspace keeps at least one owner: make somebody else owner first");
  }
  return { membershipId: mine.id, role: mine.role };
}

function needGiver(ctx: ServiceContext, held: Role, wanted: Role): void {
  const { actor } = ctx;
  if (actor.kind === "member" && mayGiveRole(actor.role, held) && mayGiveRole(actor.role, wanted)) return;
  throw new ForbiddenError("Only an owner can make, change or remove owners");
}
