import { and, eq } from "drizzle-orm";
import { mayGiveRole } from "@/core/rights";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { invitation, member, organization, user } from "@/db/schema/auth";
import { sendSystemMail } from "@/server/auth/send-system-mail";
import { authTransaction } from "@/server/auth/transaction";
import { realNow } from "@/server/clock";
import { env } from "@/server/env";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, ForbiddenError, NotFoundError, parseInput } from "@/server/services/errors";
import { invitationIdInput, inviteInput } from "@/server/services/members/schemas";

const VALID_MS = 7 * 24 * 3_600_000;

/**
 * Invites an address and mails the link; an open invitation of the same address is replaced.
 * @throws ForbiddenError for a role one may not give, ConflictError when the address already belongs to a member
 */
export async function inviteMember(args: VerbArgs<typeof inviteInput>): Promise<{ id: string }> {
  const { ctx } = args;
  need(ctx, "members.write");
  const { email, role } = parseInput(inviteInput, args.input);
  const { actor, workspaceId } = ctx;
  const inviterId = memberIdOf(ctx);
  if (actor.kind !== "member" || inviterId === null) throw new ForbiddenError("Only a member can invite");
  if (!mayGiveRole(actor.role, role)) throw new ForbiddenError("Only an owner can make owners");
  const id = newId("invitation");
  const words = await authTransaction(async (tx) => {
    const [known] = await tx
      .select({ id: member.id })
      .from(member)
      .innerJoin(user, eq(user.id, member.userId))
      .where(and(eq(member.organizationId, workspaceId), eq(user.email, email)));
    if (known) {
      throw new ConflictError("This address already works here", [{ path: "email", message: "Already works here" }]);
    }
    await tx.update(invitation).set({ status: "canceled" }).where(openFor(workspaceId, email));
    const expiresAt = new Date(realNow().getTime() + VALID_MS);
    await tx.insert(invitation).values({ id, organizationId: workspaceId, email, role, expiresAt, inviterId });
    const [workspace] = await tx.select().from(organization).where(eq(organization.id, workspaceId));
    const [inviter] = await tx.select().from(user).where(eq(user.id, inviterId));
    return { workspaceName: workspace?.name ?? "", inviterName: inviter?.name ?? "" };
  });
  await sendSystemMail({ kind: "invitation", to: email, role, ...words, url: `${env().APP_URL}/join/${id}` });
  await audited(ctx, "member.invited", id, { role });
  return { id };
}

/** Makes the link of an open invitation worthless. */
export async function cancelInvitation(args: VerbArgs<typeof invitationIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "members.write");
  const { id } = parseInput(invitationIdInput, args.input);
  const cancelled = await authTransaction((tx) =>
    tx
      .update(invitation)
      .set({ status: "canceled" })
      .where(
        and(eq(invitation.id, id), eq(invitation.organizationId, ctx.workspaceId), eq(invitation.status, "pending")),
      )
      .returning({ id: invitation.id }),
  );
  if (cancelled.length === 0) throw new NotFoundError("invitation");
  await audited(ctx, "invitation.cancelled", id, {});
  return { ok: true };
}

const openFor = (workspaceId: string, email: string) =>
  and(eq(invitation.organizationId, workspaceId), eq(invitation.email, email), eq(invitation.status, "pending"));

const audited = (ctx: ServiceContext, action: string, subjectRef: string, data: Record<string, unknown>) =>
  withWorkspace(ctx, (tx) => writeAudit(tx, ctx, { action, subjectRef, data }));
