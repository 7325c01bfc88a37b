import type { Metadata } from "next";
import { ReportsScreen } from "@/components/reports/reports-screen";

export const metadata: Metadata = { title: "Reports" };

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  return <ReportsScreen workspace={(await params).workspace} />;
}
