import { and, desc, eq, gt } from "drizzle-orm";
import { mayGiveRole } from "@/core/rights";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { invitation, member, organization, user } from "@/db/schema/auth";
import { sendSystemMail } from "@/server/auth/send-system-mail";
import { authTransaction } from "@/server/auth/transaction";
import { realNow } from "@/server/clock";
import { env } from "@/server/env";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { ConflictError, ForbiddenError, NotFoundError, parseInput, TooManyError } from "@/server/services/errors";
import { invitationIdInput, inviteInput } from "@/server/services/members/schemas";

const DAY_MS = 24 * 3_600_000;
const VALID_MS = 7 * DAY_MS;
/** Invitations of a workspace in 24 hours, and of one member in all their workspaces: a mail to a stranger each. */
const PER_DAY = 50;

/**
 * Invites an address and mails the link; an open invitation of the same address is replaced.
 * @throws ForbiddenError for a role one may not give, ConflictError when the address already belongs to a member,
 * TooManyError when too many were mailed in 24 hours
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
    await needRoom(tx, workspaceId, inviterId);
    await tx.update(invitation).set({ status: "canceled" }).where(openFor(workspaceId, email));
    const expiresAt = new Date(realNow().getTime() + VALID_MS);
    await tx.insert(invitation).values({ id, organizationId: workspaceId, email, role, expiresAt, inviterId });
    const [workspace] = await tx.select().from(organization).where(eq(organization.id, workspaceId));
    await writeAudit(tx, ctx, { action: "member.invited", subjectRef: id, data: { role } });
    const [inviter] = await tx.select().from(user).where(eq(user.id, inviterId));
    return { workspaceName: workspace?.name ?? "", inviterName: inviter?.name ?? "" };
  });
  await sendSystemMail({ kind: "invitation", to: email, role, ...words, url: `${env().APP_URL}/join/${id}` });
  return { id };
}

/** Makes the link of an open invitation worthless. */
export async function cancelInvitation(args: VerbArgs<typeof invitationIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "members.write");
  const { id } = parseInput(invitationIdInput, args.input);
  await authTransaction(async (tx) => {
    const cancelled = await tx
      .update(invitation)
      .set({ status: "canceled" })
      .where(
        and(eq(invitation.id, id), eq(invitation.organizationId, ctx.workspaceId), eq(invitation.status, "pending")),
      )
      .returning({ id: invitation.id });
    if (cancelled.length === 0) throw new NotFoundError("invitation");
    await writeAudit(tx, ctx, { action: "invitation.cancelled", subjectRef: id });
  });
  return { ok: true };
}

const openFor = (workspaceId: string, email: string) =>
  and(eq(invitation.organizationId, workspaceId), eq(invitation.email, email), eq(invitation.status, "pending"));

/** Those taken back count too: their mail went out. One inviter at a time, so that none slips by. @throws TooManyError */
async function needRoom(tx: Tx, workspaceId: string, inviterId: string): Promise<void> {
  await tx
    .select({ id: organization.id })
    .from(organization)
    .where(eq(organization.id, workspaceId))
    .for("no key update");
  await tx.select({ id: user.id }).from(user).where(eq(user.id, inviterId)).for("no key update");
  const now = realNow().getTime();
  for (const who of [eq(invitation.organizationId, workspaceId), eq(invitation.inviterId, inviterId)]) {
    const [last] = await tx
      .select({ at: invitation.createdAt })
      .from(invitation)
      .where(and(who, gt(invitation.createdAt, new Date(now - DAY_MS))))
      .orderBy(desc(invitation.createdAt))
      .offset(PER_DAY - 1)
      .limit(1);
    if (!last) continue;
    const seconds = Math.max(1, Math.ceil((last.at.getTime() + DAY_MS - now) / 1000));
    const hours = Math.ceil(seconds / 3_600);
    throw new TooManyError(
      `At most ${PER_DAY} invitations in 24 hours. There is room again in ${hours === 1 ? "an hour" : `${hours} hours`}`,
      seconds,
    );
  }
}
