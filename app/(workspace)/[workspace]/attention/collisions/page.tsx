import type { Metadata } from "next";
import { CollisionScreen } from "@/components/attention/collision-screen";

export const metadata: Metadata = { title: "Collisions" };

export default async function CollisionPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return <CollisionScreen workspace={workspace} />;
}
