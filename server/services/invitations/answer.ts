import type { z } from "zod";
import { auth } from "@/server/auth";
import { findInvitation, findOpenInvitation } from "@/server/auth/memberships";
import { realNow } from "@/server/clock";
import { expecting } from "@/server/services/account/auth-error";
import { type AccountContext, passCookies } from "@/server/services/account/context";
import type { SignedIn } from "@/server/services/account/read-session";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { invitationIdInput } from "@/server/services/members/schemas";

export interface InvitationView {
  readonly workspaceName: string;
  readonly inviterName: string;
  readonly email: string;
  readonly role: string;
  readonly state: "pending" | "expired" | "accepted" | "cancelled";
}

/** What the page behind an invitation's link shows. The link is the secret; nobody need be signed in. @throws NotFoundError */
export async function getInvitation(args: { input: z.input<typeof invitationIdInput> }): Promise<InvitationView> {
  const { id } = parseInput(invitationIdInput, args.input);
  const row = await findInvitation(id);
  if (!row) throw new NotFoundError("invitation");
  const { workspaceName, inviterName, email, role } = row;
  const open = row.expiresAt > realNow() ? "pending" : "expired";
  const state = row.status === "pending" ? open : row.status === "accepted" ? "accepted" : "cancelled";
  return { workspaceName, inviterName, email, role, state };
}

/** The invitation somebody has not answered yet; null when there is none, or the address is not proven to be theirs. */
export async function getOpenInvitation({ member }: { member: SignedIn }): Promise<{ id: string } | null> {
  const id = member.emailVerified ? await findOpenInvitation(member.email.toLowerCase(), realNow()) : null;
  return id === null ? null : { id };
}

export type AcceptOutcome =
  | { ok: true; slug: string }
  /** Signed in with another address than the invited one. */
  | { ok: false; reason: "other-address"; email: string }
  | { ok: false; reason: "gone" };

/** Takes the signed-in member into the workspace. */
export async function acceptInvitation(args: {
  ctx: AccountContext;
  input: z.input<typeof invitationIdInput>;
}): Promise<AcceptOutcome> {
  const { id } = parseInput(invitationIdInput, args.input);
  const row = await findInvitation(id);
  if (!row) return { ok: false, reason: "gone" };
  const answer = await expecting(
    {
      INVITATION_NOT_FOUND: "gone",
      YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION: "other-address",
    } as const,
    () => auth().api.acceptInvitation({ body: { invitationId: id }, headers: args.ctx.headers, returnHeaders: true }),
  );
  if (answer === "gone") return { ok: false, reason: "gone" };
  if (answer === "other-address") return { ok: false, reason: "other-address", email: row.email };
  passCookies(args.ctx, answer.headers);
  return { ok: true, slug: row.slug };
}
