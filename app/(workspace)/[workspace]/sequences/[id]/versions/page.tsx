import type { Metadata } from "next";
import { VersionsScreen } from "@/components/sequences/versions-screen";
import { openSequence } from "../open-sequence";

export const metadata: Metadata = { title: "Versions" };

export default async function VersionsPage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace, id } = await params;
  const sequence = await openSequence(workspace, id);
  return <VersionsScreen key={id} sequence={sequence} workspace={workspace} />;
}
