import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { JoinScreen } from "@/components/auth/join-screen";
import { publicApi } from "@/server/api/caller";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

async function loadInvitation(id: string) {
  const api = await publicApi();
  try {
    return await Promise.all([api.invitations.get({ id }), api.account.me()]);
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}

export default async function JoinPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const [invitation, me] = await loadInvitation(id);
  const { workspaceName, inviterName, email, role, state } = invitation;
  return <JoinScreen {...{ id, workspaceName, inviterName, email, role, state }} signedInAs={me?.email ?? null} />;
}
