import type { Metadata } from "next";
import { Suspense } from "react";
import { CompanyList } from "@/components/companies/company-list";
import { ListPageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Companies" };

export default async function CompaniesPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return (
    <Suspense fallback={<ListPageSkeleton />}>
      <CompanyList workspace={workspace} />
    </Suspense>
  );
}
