"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { MailboxChecks } from "./mailbox-checks";
import type { MailboxData } from "./mailbox-data";
import { ServersForm } from "./servers-form";

const names = { google: "Google", microsoft: "Microsoft" } as const;

/** Password or the provider's own page; what the servers say is shown as they say it. */
export function SignInStep({
  mailbox,
  words,
  onDone,
}: {
  mailbox: MailboxData;
  /** What came back from the provider's page, when it was no. */
  words: string | null;
  onDone: () => Promise<void>;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id, oauth, takesPassword, passwordHelp, oauthMissing } = mailbox;
  const [password, setPassword] = useState("");
  const [changing, setChanging] = useState(false);
  const signIn = useMutation(
    trpc.mailboxes.signIn.mutationOptions({
      onSuccess: async ({ ok }) => {
        // refused: what the servers said stands here, and the step is not left
        if (!ok) return queries.invalidateQueries({ queryKey: trpc.mailboxes.pathKey() });
        setPassword("");
        await onDone();
      },
    }),
  );
  const authorize = useMutation(
    trpc.mailboxes.startOauth.mutationOptions({
      onSuccess: (answer) => {
        if (answer.ok) window.location.assign(answer.url);
      },
      onError: notifyFailure,
    }),
  );
  const errors = fieldErrors(signIn.error);
  // A test that went well is news once; later only what stands in the way is said again.
  const kept = mailbox.setup.checks ?? [];
  const checks = signIn.isPending || (!signIn.data && kept.every(({ ok, what }) => ok || what === "sent")) ? [] : kept;
  const refused = words ?? (authorize.data?.ok === false ? authorize.data.words : null);
  if (changing)
    return (
      <ServersForm
        mailbox={mailbox}
        onDone={async () => {
          setChanging(false);
          await onDone();
        }}
        onCancel={() => setChanging(false)}
      />
    );
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink2">
        {mailbox.providerName ? <strong className="font-medium text-ink">{mailbox.providerName}. </strong> : null}
        Fetching from {mailbox.imapHost}:{mailbox.imapPort}, sending over {mailbox.smtpHost}:{mailbox.smtpPort}, as{" "}
        {mailbox.username}.{" "}
        <button type="button" className="text-pine underline" onClick={() => setChanging(true)}>
          Use other servers
        </button>
      </p>
      {refused ? (
        <Callout tone="rust" live="alert" title="Not signed in.">
          {refused}
        </Callout>
      ) : null}
      {oauth ? (
        <div>
          <Button variant="primary" busy={authorize.isPending} onClick={() => authorize.mutate({ id })}>
            Sign in with {names[oauth]}
          </Button>
        </div>
      ) : null}
      {oauthMissing && !takesPassword ? (
        <Callout tone="amber" title={`Signing in with ${names[oauthMissing]} is not set up on this Heed.`}>
          Whoever runs it registers a client and sets {oauthMissing.toUpperCase()}_CLIENT_ID and its secret.
        </Callout>
      ) : null}
      {takesPassword ? (
        <form
          noValidate
          className="flex flex-col gap-3"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            signIn.mutate({ id, password });
          }}
        >
          {passwordHelp ? <p className="text-ink2 text-sm">{passwordHelp}</p> : null}
          <div className="flex flex-wrap items-start gap-3">
            <Field
              label={mailbox.providerName && takesPassword ? "App password" : "Password"}
              className="min-w-56 max-w-96 flex-1"
              hint="Kept encrypted; it is never shown again, and deleted when you disconnect."
              error={errors.password ?? (signIn.error ? errorMessage(signIn.error) : undefined)}
            >
              <PasswordInput value={password} onValueChange={setPassword} autoComplete="off" />
            </Field>
            <div className="pt-6.5">
              <Button type="submit" variant={oauth ? "secondary" : "primary"} busy={signIn.isPending}>
                Sign in and test
              </Button>
            </div>
          </div>
        </form>
      ) : null}
      <div aria-live="polite">
        <MailboxChecks checks={checks} />
      </div>
    </div>
  );
}
