import type { Metadata } from "next";
import { RepliesScreen } from "@/components/replies/replies-screen";

export const metadata: Metadata = { title: "Replies" };

export default async function RepliesPage({
  params,
  searchParams,
}: {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ reply?: string | string[]; view?: string | string[] }>;
}) {
  const { workspace } = await params;
  const { reply, view } = await searchParams;
  return (
    <RepliesScreen
      workspace={workspace}
      replyId={typeof reply === "string" ? reply : null}
      listed={typeof view === "string" ? view : null}
    />
  );
}
