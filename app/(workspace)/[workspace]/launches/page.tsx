import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { LaunchesScreen } from "@/components/launches/launches-screen";

export const metadata: Metadata = { title: "Launches" };

export default async function LaunchesPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return (
    <NuqsAdapter>
      <LaunchesScreen workspace={workspace} />
    </NuqsAdapter>
  );
}
