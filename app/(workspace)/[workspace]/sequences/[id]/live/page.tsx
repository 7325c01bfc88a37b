import type { Metadata } from "next";
import { LiveScreen } from "@/components/sequences/live-screen";
import { openSequence } from "../open-sequence";

export const metadata: Metadata = { title: "Live" };

export default async function LivePage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace, id } = await params;
  const sequence = await openSequence(workspace, id);
  return <LiveScreen key={id} sequence={sequence} workspace={workspace} />;
}
