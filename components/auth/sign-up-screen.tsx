"use client";

import Link from "next/link";
import { useState } from "react";
import { useTRPCClient } from "@/components/trpc/react";
import { AuthFrame } from "./auth-frame";
import { callResult } from "./call-result";
import { SignUpForm } from "./sign-up-form";
import { VerifyNotice } from "./verify-notice";

export function SignUpScreen({
  next,
  fixedEmail,
  mailKeptHere,
}: {
  next: string;
  fixedEmail: string | null;
  mailKeptHere: boolean;
}) {
  const api = useTRPCClient();
  const [sentTo, setSentTo] = useState<string | null>(null);

  if (sentTo)
    return (
      <AuthFrame title="Look into your mail">
        <VerifyNotice
          email={sentTo}
          keptHere={mailKeptHere}
          onResend={() => callResult(() => api.account.sendVerification.mutate({ email: sentTo }))}
        />
      </AuthFrame>
    );
  return (
    <AuthFrame
      title="Create your account"
      description="Draw a sequence in five minutes. Nothing is sent until you say so."
      footer={
        <>
          You have one?{" "}
          <Link
            href={next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`}
            className="font-medium text-pine underline underline-offset-2"
          >
            Sign in
          </Link>
        </>
      }
    >
      <SignUpForm
        {...(fixedEmail ? { fixedEmail } : {})}
        onSubmit={(values) =>
          callResult(async () => {
            await api.account.signUp.mutate(values);
            setSentTo(values.email);
            return { ok: true };
          })
        }
      />
    </AuthFrame>
  );
}
