import type { Metadata } from "next";
import { Suspense } from "react";
import { ImportScreen } from "@/components/contacts/import-screen";
import { DetailPageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Import contacts" };

export default async function ImportPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return (
    <Suspense fallback={<DetailPageSkeleton />}>
      <ImportScreen workspace={workspace} />
    </Suspense>
  );
}
