import type { Metadata } from "next";
import { ResetPasswordScreen } from "@/components/auth/reset-password-screen";
import { keepsOwnMails } from "@/server/services/account/own-mails";

// The token stands in the address: it must not travel on in a Referer.
export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

export default async function ResetPasswordPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await searchParams;
  return <ResetPasswordScreen token={typeof token === "string" ? token : null} mailKeptHere={keepsOwnMails()} />;
}
