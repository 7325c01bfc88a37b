"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { MailboxData } from "./mailbox-data";

const security = [
  { value: "tls", label: "TLS at once" },
  { value: "starttls", label: "STARTTLS" },
] as const;

/** Servers of one's own. The password typed before is forgotten: it was for other hosts. */
export function ServersForm({
  mailbox,
  onDone,
  onCancel,
}: {
  mailbox: MailboxData;
  onDone: () => Promise<void>;
  onCancel: () => void;
}) {
  const trpc = useTRPC();
  const [draft, setDraft] = useState({
    username: mailbox.username,
    imapHost: mailbox.imapHost,
    imapPort: String(mailbox.imapPort),
    imapSecure: mailbox.imapSecure,
    smtpHost: mailbox.smtpHost,
    smtpPort: String(mailbox.smtpPort),
    smtpSecure: mailbox.smtpSecure,
  });
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }));
  const save = useMutation(trpc.mailboxes.changeServers.mutationOptions({ onSuccess: onDone }));
  const errors = fieldErrors(save.error);
  const other = save.error && Object.keys(errors).length === 0 ? errorMessage(save.error) : undefined;
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save.mutate({
          ...draft,
          id: mailbox.id,
          imapPort: Number(draft.imapPort),
          smtpPort: Number(draft.smtpPort),
        });
      }}
    >
      <Field label="User name" className="max-w-96" error={errors.username ?? other}>
        <Input value={draft.username} onValueChange={(username) => set({ username })} autoComplete="off" />
      </Field>
      {(["imap", "smtp"] as const).map((kind) => (
        <div key={kind} className="flex flex-wrap items-start gap-3">
          <Field
            label={kind === "imap" ? "IMAP server" : "SMTP server"}
            className="min-w-56 flex-1"
            error={errors[`${kind}Host`]}
          >
            <Input
              value={draft[`${kind}Host`]}
              onValueChange={(host) => set({ [`${kind}Host`]: host })}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
          <Field label={kind === "imap" ? "IMAP port" : "SMTP port"} className="w-24" error={errors[`${kind}Port`]}>
            <Input
              inputMode="numeric"
              value={draft[`${kind}Port`]}
              onValueChange={(port) => set({ [`${kind}Port`]: port })}
            />
          </Field>
          <Field label={kind === "imap" ? "IMAP encryption" : "SMTP encryption"} nativeLabel={false} className="w-40">
            <Select
              options={security}
              value={draft[`${kind}Secure`] ? "tls" : "starttls"}
              onValueChange={(way) => set({ [`${kind}Secure`]: way === "tls" })}
            />
          </Field>
        </div>
      ))}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={save.isPending}>
          Use these servers
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
