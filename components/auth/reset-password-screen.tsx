"use client";

import Link from "next/link";
import { useState } from "react";
import { useTRPCClient } from "@/components/trpc/react";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { AuthFrame } from "./auth-frame";
import { callResult } from "./call-result";
import { RequestResetForm } from "./request-reset-form";
import { ResetPasswordForm } from "./reset-password-form";

/** Without a token it asks for the mail, with one for the new password. */
export function ResetPasswordScreen({ token, mailKeptHere }: { token: string | null; mailKeptHere: boolean }) {
  const api = useTRPCClient();
  const [done, setDone] = useState(false);

  if (done)
    return (
      <AuthFrame title="Password changed">
        <div className="flex flex-col gap-4">
          <Callout tone="pine">Every device that was signed in has been signed out.</Callout>
          <ButtonLink href="/sign-in" variant="primary" size="lg">
            Sign in
          </ButtonLink>
        </div>
      </AuthFrame>
    );
  if (token)
    return (
      <AuthFrame title="Choose a new password">
        <ResetPasswordForm
          onSubmit={({ password }) =>
            callResult(async () => {
              const answer = await api.account.resetPassword.mutate({ token, password });
              if (!answer.ok)
                return { ok: false, message: "This link has been used or is too old. Ask for a new one." };
              setDone(true);
              return { ok: true };
            })
          }
        />
        <p className="mt-6 text-ink2">
          <Link href="/reset-password" className="font-medium text-pine underline underline-offset-2">
            Ask for a new link
          </Link>
        </p>
      </AuthFrame>
    );
  return (
    <AuthFrame
      title="Forgotten your password?"
      description="We mail you a link to choose a new one."
      footer={
        <Link href="/sign-in" className="font-medium text-pine underline underline-offset-2">
          Back to sign-in
        </Link>
      }
    >
      <RequestResetForm
        keptHere={mailKeptHere}
        onSubmit={(values) => callResult(() => api.account.requestReset.mutate(values))}
      />
    </AuthFrame>
  );
}
