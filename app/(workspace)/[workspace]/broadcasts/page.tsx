import type { Metadata } from "next";
import { BroadcastList } from "@/components/broadcasts/broadcast-list";

export const metadata: Metadata = { title: "Broadcasts" };

export default async function BroadcastsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return <BroadcastList workspace={workspace} />;
}
