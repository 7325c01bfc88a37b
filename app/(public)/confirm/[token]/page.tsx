import "@/server/database";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConfirmPage } from "@/components/public/confirm-page";
import { readConfirmation } from "@/server/services/forms/confirm";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Confirm",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const confirmation = await readConfirmation(token);
  if (!confirmation) notFound();
  return <ConfirmPage {...confirmation} action={`/confirm/${encodeURIComponent(token)}/yes`} />;
}
