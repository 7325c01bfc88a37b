"use client";

import { useTRPCClient } from "@/components/trpc/react";
import { AcceptInvitation, type AcceptInvitationProps } from "./accept-invitation";
import { AuthFrame } from "./auth-frame";
import { callResult } from "./call-result";

export type JoinScreenProps = { id: string } & Pick<
  AcceptInvitationProps,
  "workspaceName" | "inviterName" | "email" | "role" | "state" | "signedInAs"
>;

export function JoinScreen({ id, ...invitation }: JoinScreenProps) {
  const api = useTRPCClient();
  const back = encodeURIComponent(`/join/${id}`);
  return (
    <AuthFrame title={`Join ${invitation.workspaceName}`}>
      <AcceptInvitation
        {...invitation}
        signInHref={`/sign-in?next=${back}`}
        signUpHref={`/sign-up?next=${back}&email=${encodeURIComponent(invitation.email)}`}
        onSignOut={() => {
          void callResult(async () => {
            await api.account.signOut.mutate();
            window.location.assign(`/sign-in?next=${back}`);
            return { ok: true };
          });
        }}
        onAccept={() =>
          callResult(async () => {
            const answer = await api.invitations.accept.mutate({ id });
            if (answer.ok) {
              window.location.assign(`/${answer.slug}`);
              return { ok: true };
            }
            return {
              ok: false,
              message:
                answer.reason === "gone"
                  ? "This invitation is no longer open. Ask for a new one."
                  : `This invitation is for ${answer.email}.`,
            };
          })
        }
      />
    </AuthFrame>
  );
}
