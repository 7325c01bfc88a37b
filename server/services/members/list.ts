import { and, asc, eq, gt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { isRole, type Role } from "@/core/rights";
import { withWorkspace } from "@/db/client";
import { invitation, member, user } from "@/db/schema/auth";
import { teamMembership } from "@/db/schema/team";
import { realNow } from "@/server/clock";
import { need, type ServiceContext } from "@/server/services/context";

export interface MemberItem {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
  readonly joinedAt: Date;
}

export interface InvitationItem {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly expiresAt: Date;
  readonly invitedBy: string;
}

/** Everybody who works in the workspace, by name, and the invitations that are still open. */
export async function listMembers({
  ctx,
}: {
  ctx: ServiceContext;
}): Promise<{ members: MemberItem[]; invitations: InvitationItem[] }> {
  need(ctx, "read");
  const inviter = alias(user, "inviter");
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({ id: user.id, name: user.name, email: user.email, role: member.role, joinedAt: member.createdAt })
      .from(member)
      .innerJoin(user, eq(user.id, member.userId))
      .where(eq(member.organizationId, ctx.workspaceId))
      .orderBy(asc(user.name), asc(user.id));
    const teams = await tx.select().from(teamMembership).where(eq(teamMembership.workspaceId, ctx.workspaceId));
    const open = await tx
      .select({
        id: invitation.id,
        email: invitation.email,
        role: invitation.role,
        expiresAt: invitation.expiresAt,
        invitedBy: inviter.name,
      })
      .from(invitation)
      .leftJoin(inviter, eq(inviter.id, invitation.inviterId))
      .where(
        and(
          eq(invitation.organizationId, ctx.workspaceId),
          eq(invitation.status, "pending"),
          gt(invitation.expiresAt, realNow()),
        ),
      )
      .orderBy(asc(invitation.createdAt));
    return {
      members: rows.map((row) => ({
        ...row,
        role: isRole(row.role) ? row.role : "viewer",
        teamIds: teams.filter(({ memberId }) => memberId === row.id).map(({ teamId }) => teamId),
      })),
      invitations: open.map((row) => ({
        ...row,
        role: isRole(row.role) ? row.role : "viewer",
        invitedBy: row.invitedBy ?? "",
      })),
    };
  });
}
