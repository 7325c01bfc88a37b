import "@/server/database";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { UnsubscribePage } from "@/components/public/unsubscribe-page";
import { readLeaving } from "@/server/services/leaving/leave";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Unsubscribe",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const token = (await params).token;
  const leaving = await readLeaving(token);
  if (!leaving) notFound();
  return <UnsubscribePage {...leaving} action={`/unsubscribe/${encodeURIComponent(token)}`} />;
}
