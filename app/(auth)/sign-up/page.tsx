import type { Metadata } from "next";
import { toSafeNext } from "@/components/auth/safe-next";
import { SignUpScreen } from "@/components/auth/sign-up-screen";
import { keepsOwnMails } from "@/server/services/account/own-mails";

export const metadata: Metadata = { title: "Create your account" };

type Props = { searchParams: Promise<{ next?: string | string[]; email?: string | string[] }> };

export default async function SignUpPage({ searchParams }: Props) {
  const { next, email } = await searchParams;
  return (
    <SignUpScreen
      next={toSafeNext(typeof next === "string" ? next : null)}
      fixedEmail={typeof email === "string" ? email : null}
      mailKeptHere={keepsOwnMails()}
    />
  );
}
