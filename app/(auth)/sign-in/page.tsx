import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { toSafeNext } from "@/components/auth/safe-next";
import { SignInScreen } from "@/components/auth/sign-in-screen";
import { publicApi } from "@/server/api/caller";
import { readDemoSignIn } from "@/server/services/account/demo";
import { keepsOwnMails } from "@/server/services/account/own-mails";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { next } = await searchParams;
  const target = toSafeNext(typeof next === "string" ? next : null);
  const api = await publicApi();
  if (await api.account.me()) redirect(target);
  return <SignInScreen next={target} demo={readDemoSignIn()} mailKeptHere={keepsOwnMails()} />;
}
