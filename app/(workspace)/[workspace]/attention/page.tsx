import type { Metadata } from "next";
import { AttentionScreen } from "@/components/attention/attention-screen";

export const metadata: Metadata = { title: "Attention" };

export default async function AttentionPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return <AttentionScreen workspace={workspace} />;
}
