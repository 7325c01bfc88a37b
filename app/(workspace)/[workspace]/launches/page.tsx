import type { Metadata } from "next";
import { LaunchesScreen } from "@/components/launches/launches-screen";

export const metadata: Metadata = { title: "Launches" };

export default async function LaunchesPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return <LaunchesScreen workspace={workspace} />;
}
