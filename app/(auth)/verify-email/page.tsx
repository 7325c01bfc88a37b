import type { Metadata } from "next";
import { VerifyEmailScreen } from "@/components/auth/verify-email-screen";

// The token stands in the address: it must not travel on in a Referer.
export const metadata: Metadata = { title: "Confirm your address", referrer: "no-referrer" };

export default async function VerifyEmailPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await searchParams;
  return <VerifyEmailScreen token={typeof token === "string" ? token : null} />;
}
