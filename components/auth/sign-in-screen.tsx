"use client";

import Link from "next/link";
import { useState } from "react";
import { useTRPCClient } from "@/components/trpc/react";
import { AuthFrame } from "./auth-frame";
import { callResult } from "./call-result";
import { SignInForm } from "./sign-in-form";
import { TwoFactorForm } from "./two-factor-form";
import { VerifyNotice } from "./verify-notice";

type Stage = { at: "password" } | { at: "two-factor" } | { at: "unverified"; email: string };

const refusals = {
  wrong: "That code is not right.",
  expired: "This took too long. Sign in again.",
  locked: "Too many wrong codes. Try again in a few minutes.",
} as const;

export interface SignInScreenProps {
  /** A path of ours, already checked. */
  next: string;
  /** Of the demo workspace, where it may be shown. */
  demo: { email: string; password: string } | null;
  mailKeptHere: boolean;
}

export function SignInScreen({ next, demo, mailKeptHere }: SignInScreenProps) {
  const api = useTRPCClient();
  const [stage, setStage] = useState<Stage>({ at: "password" });
  // A full load, so that the new session's cookie is on every request from here on.
  const enter = () => window.location.assign(next);

  if (stage.at === "unverified")
    return (
      <AuthFrame title="Confirm your address">
        <VerifyNotice
          email={stage.email}
          keptHere={mailKeptHere}
          onResend={() => callResult(() => api.account.sendVerification.mutate({ email: stage.email }))}
        />
      </AuthFrame>
    );

  if (stage.at === "two-factor")
    return (
      <AuthFrame title="Is it you?">
        <TwoFactorForm
          onSubmit={(values) =>
            callResult(async () => {
              const answer = await api.account.verifyTwoFactor.mutate(values);
              if (!answer.ok) return { ok: false, fields: { code: refusals[answer.reason] } };
              enter();
              return { ok: true };
            })
          }
        />
      </AuthFrame>
    );

  return (
    <AuthFrame
      title="Sign in"
      footer={
        <>
          New here?{" "}
          <Link
            href={next === "/" ? "/sign-up" : `/sign-up?next=${encodeURIComponent(next)}`}
            className="font-medium text-pine underline underline-offset-2"
          >
            Create an account
          </Link>
        </>
      }
    >
      <SignInForm
        resetHref="/reset-password"
        filledIn={demo ?? undefined}
        onSubmit={(values) =>
          callResult(async () => {
            const answer = await api.account.signIn.mutate(values);
            if (answer.ok) {
              if (answer.next === "two-factor") setStage({ at: "two-factor" });
              else enter();
              return { ok: true };
            }
            if (answer.reason === "unverified") {
              setStage({ at: "unverified", email: values.email });
              return { ok: true };
            }
            return { ok: false, message: "This address and password do not belong together." };
          })
        }
      />
      {demo ? <p className="mt-4 text-ink3 text-sm">This is a demo: the sign-in is filled in for you.</p> : null}
    </AuthFrame>
  );
}
