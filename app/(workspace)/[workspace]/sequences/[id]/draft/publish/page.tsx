import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublishScreen } from "@/components/publish/publish-screen";
import { workspaceApi } from "@/server/api/caller";

export const metadata: Metadata = { title: "Publish" };

export default async function PublishPage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace, id } = await params;
  const api = await workspaceApi(workspace);
  const sequence = await api.sequences.get({ id }).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return <PublishScreen key={`${id} ${sequence.draftRevision}`} sequence={sequence} workspace={workspace} />;
}
