import "@/server/database";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { VerifyPage } from "@/components/public/verify-page";
import { TooManyError } from "@/server/services/errors";
import { toCode, verifyCode } from "@/server/services/leaving/verify";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Is this mail ours?",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

async function look(code: string) {
  const ip = (await headers()).get("x-forwarded-for")?.split(",").at(-1)?.trim() || "local";
  try {
    return await verifyCode(code, ip);
  } catch (error) {
    if (error instanceof TooManyError) return { tooMany: error.message };
    throw error;
  }
}

export default async function Page({ params }: { params: Promise<{ code: string }> }) {
  const code = toCode((await params).code);
  return <VerifyPage code={code} answer={await look(code)} />;
}
