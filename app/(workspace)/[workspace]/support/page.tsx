import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { SupportScreen } from "@/components/support/support-screen";

export const metadata: Metadata = { title: "Support" };

export default async function SupportPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return (
    <NuqsAdapter>
      <SupportScreen workspace={workspace} />
    </NuqsAdapter>
  );
}
