"use client";

import { useState } from "react";
import { useTRPCClient } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { AuthFrame } from "./auth-frame";
import { callResult } from "./call-result";

/** A press confirms, not the visit: mail scanners open every link. */
export function VerifyEmailScreen({ token }: { token: string | null }) {
  const api = useTRPCClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(token ? null : "This link is not complete.");

  async function confirm(): Promise<void> {
    if (!token) return;
    setBusy(true);
    const result = await callResult(async () => {
      const answer = await api.account.verifyEmail.mutate({ token });
      return answer.ok ? { ok: true } : { ok: false, message: "This link has been used or is too old." };
    });
    if (result.ok) {
      window.location.assign("/");
      return;
    }
    setBusy(false);
    setProblem(result.message ?? "It did not work. Try again in a minute.");
  }

  return (
    <AuthFrame title="Confirm your address" description="One press, and you are in.">
      <div className="flex flex-col gap-4">
        {problem ? (
          <>
            <Callout tone="amber" title="That did not work." live="alert">
              {problem} Sign in to get a new one.
            </Callout>
            <ButtonLink size="lg" href="/sign-in">
              Sign in
            </ButtonLink>
          </>
        ) : (
          <Button variant="primary" size="lg" busy={busy} onClick={() => void confirm()}>
            Confirm and go in
          </Button>
        )}
      </div>
    </AuthFrame>
  );
}
