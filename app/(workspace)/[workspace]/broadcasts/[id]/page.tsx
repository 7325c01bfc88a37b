import type { Metadata } from "next";
import { BroadcastScreen } from "@/components/broadcasts/broadcast-screen";

export const metadata: Metadata = { title: "Broadcast" };

export default async function BroadcastPage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace, id } = await params;
  return <BroadcastScreen workspace={workspace} id={id} />;
}
