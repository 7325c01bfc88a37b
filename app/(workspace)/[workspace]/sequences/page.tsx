import type { Metadata } from "next";
import { SequenceList } from "@/components/sequences/sequence-list";
import { workspaceApi } from "@/server/api/caller";

export const metadata: Metadata = { title: "Sequences" };

export default async function SequencesPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const { workspace } = await (await workspaceApi(slug)).workspace.get();
  return <SequenceList workspace={slug} zone={workspace.timeZone} />;
}
