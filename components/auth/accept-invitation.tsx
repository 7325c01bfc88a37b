"use client";

import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import type { FormResult } from "./form-result";

export interface AcceptInvitationProps {
  workspaceName: string;
  inviterName: string;
  /** The address that was invited. */
  email: string;
  /** "marketer" */
  role: string;
  state: "pending" | "expired" | "accepted" | "cancelled";
  /** Who is signed in, if anybody. */
  signedInAs: string | null;
  /** Where one signs in or up and comes back from. */
  signInHref: string;
  signUpHref: string;
  onAccept: () => Promise<FormResult>;
  onSignOut: () => void;
}

const closed = {
  expired: "This invitation has expired. Ask for a new one.",
  accepted: "This invitation has been used.",
  cancelled: "This invitation was withdrawn.",
} as const;

export function AcceptInvitation(props: AcceptInvitationProps) {
  const { workspaceName, inviterName, email, role, state, signedInAs, signInHref, signUpHref, onAccept, onSignOut } =
    props;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function accept(): Promise<void> {
    setBusy(true);
    const result = await onAccept();
    setBusy(false);
    if (!result.ok) setProblem(result.message ?? "It did not work. Try again in a minute.");
  }

  if (state !== "pending")
    return (
      <div className="flex flex-col gap-4">
        <Callout tone="amber">{closed[state]}</Callout>
        {signedInAs === null ? (
          <ButtonLink size="lg" href={signInHref}>
            Sign in
          </ButtonLink>
        ) : (
          <ButtonLink size="lg" href="/">
            To your workspace
          </ButtonLink>
        )}
      </div>
    );

  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-3 rounded-card border border-line bg-surface p-4">
        <Avatar name={inviterName} />
        <p className="min-w-0">
          <strong className="font-semibold">{inviterName}</strong> asks you to join{" "}
          <strong className="font-semibold">{workspaceName}</strong> as {role}.
          <span className="block truncate text-ink3 text-sm">Sent to {email}</span>
        </p>
      </div>
      {problem ? (
        <Callout tone="rust" live="alert">
          {problem}
        </Callout>
      ) : null}
      {signedInAs === null ? (
        <>
          <ButtonLink variant="primary" size="lg" href={signUpHref}>
            Create an account
          </ButtonLink>
          <ButtonLink size="lg" href={signInHref}>
            I have one: sign in
          </ButtonLink>
        </>
      ) : signedInAs.toLowerCase() === email.toLowerCase() ? (
        <Button variant="primary" size="lg" busy={busy} onClick={() => void accept()}>
          Join {workspaceName}
        </Button>
      ) : (
        <>
          <Callout tone="amber" title="Another address.">
            You are signed in as {signedInAs}; the invitation is for {email}.
          </Callout>
          <Button size="lg" onClick={onSignOut}>
            Sign out and use {email}
          </Button>
        </>
      )}
    </div>
  );
}
