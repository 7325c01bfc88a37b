import type { Metadata } from "next";
import { LimitScreen } from "@/components/attention/limit-screen";

export const metadata: Metadata = { title: "People at a limit" };

export default async function LimitPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return <LimitScreen workspace={workspace} />;
}
