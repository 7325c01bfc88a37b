"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { FormResult } from "./form-result";
import { OwnMailLink } from "./own-mail-link";

export interface VerifyNoticeProps {
  email: string;
  /** Mails of Heed stay on this machine. */
  keptHere: boolean;
  onResend: () => Promise<FormResult>;
}

/** After sign-up, and when one signs in before the address is proven. */
export function VerifyNotice({ email, keptHere, onResend }: VerifyNoticeProps) {
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<FormResult | null>(null);
  async function resend(): Promise<void> {
    setBusy(true);
    setResult(await onResend());
    setBusy(false);
  }
  return (
    <div className="flex flex-col gap-4">
      <Callout tone="pine" title="One more step.">
        We have sent a link to <strong className="font-semibold">{email}</strong>. Open it on any device to prove that
        the address is yours. {keptHere ? <OwnMailLink /> : null}
      </Callout>
      {result?.ok === true ? (
        <Callout live="status">Sent again.{keptHere ? null : " Look into the spam folder too."}</Callout>
      ) : null}
      {result?.ok === false ? (
        <Callout tone="rust" live="alert">
          {result.message ?? "It could not be sent. Try again in a minute."}
        </Callout>
      ) : null}
      <Button size="lg" busy={busy} onClick={() => void resend()}>
        Send it again
      </Button>
    </div>
  );
}
