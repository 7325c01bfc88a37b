import "@/server/database";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { VerifyPage } from "@/components/public/verify-page";
import { toCode } from "@/server/services/leaving/verify";

export const metadata: Metadata = { title: "Is this mail ours?", robots: { index: false, follow: false } };

export default async function Page({ searchParams }: { searchParams: Promise<{ code?: string | string[] }> }) {
  const { code } = await searchParams;
  if (typeof code === "string" && toCode(code) !== "") redirect(`/verify/${toCode(code)}`);
  return <VerifyPage code="" answer={null} />;
}
