import "@/server/database";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublicFrame } from "@/components/public/public-frame";
import { Button } from "@/components/ui/button";
import { opensFile } from "@/server/services/access/request";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Your data",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  if (!opensFile(token)) notFound();
  return (
    <PublicFrame title="Everything we hold about you">
      <p>One file (JSON): your details, what you agreed to, every message to you and what became of it.</p>
      <form method="post" action={`/file/${encodeURIComponent(token)}/get`}>
        <Button type="submit" size="lg" variant="primary">
          Get the file
        </Button>
      </form>
    </PublicFrame>
  );
}
