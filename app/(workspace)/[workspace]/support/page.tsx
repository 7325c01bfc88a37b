import type { Metadata } from "next";
import { SupportScreen } from "@/components/support/support-screen";

export const metadata: Metadata = { title: "Support" };

export default async function SupportPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return <SupportScreen workspace={workspace} />;
}
