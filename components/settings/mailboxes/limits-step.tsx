"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { MailboxData } from "./mailbox-data";

const pauses = [
  { value: "0", label: "No pause" },
  { value: "30", label: "30 seconds" },
  { value: "60", label: "1 minute" },
  { value: "120", label: "2 minutes" },
  { value: "300", label: "5 minutes" },
  { value: "600", label: "10 minutes" },
] as const;

/** How much leaves from it, how fast, and when. Also where it is changed later. */
export function LimitsStep({ mailbox, onDone }: { mailbox: MailboxData; onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const isNew = mailbox.step !== "done";
  const [draft, setDraft] = useState({
    name: mailbox.name,
    dailyLimit: isNew ? "50" : mailbox.dailyLimit === null ? "" : String(mailbox.dailyLimit),
    spacing: isNew ? "60" : String(mailbox.spacingSeconds ?? 0),
    readBack: true,
    countsInvitations: mailbox.countsInvitations,
  });
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }));
  const save = useMutation(trpc.mailboxes.finish.mutationOptions({ onSuccess: onDone }));
  const errors = fieldErrors(save.error);
  const other = save.error && Object.keys(errors).length === 0 ? errorMessage(save.error) : undefined;
  const spacing = pauses.find(({ value }) => value === draft.spacing)?.value ?? "60";
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save.mutate({
          id: mailbox.id,
          name: draft.name,
          dailyLimit: draft.dailyLimit.trim() === "" ? null : Number(draft.dailyLimit),
          spacingSeconds: Number(spacing),
          readBack: draft.readBack,
          countsInvitations: draft.countsInvitations,
        });
      }}
    >
      {isNew ? (
        <Callout tone="pine" title="It works.">
          {mailbox.plusAddressing
            ? "Answers are recognised by an address of their own."
            : "This host delivers no addresses with a plus: answers are recognised by their thread."}{" "}
          {mailbox.keepsCopies
            ? "The host keeps copies of what is sent."
            : "Heed puts copies of what it sends into your Sent folder."}
        </Callout>
      ) : null}
      <div className="flex flex-wrap items-start gap-3">
        <Field label="Name people see" className="min-w-48 flex-1" error={errors.name ?? errors.address ?? other}>
          <Input value={draft.name} onValueChange={(name) => set({ name })} />
        </Field>
        <Field label="At most a day" optional className="w-44" error={errors.dailyLimit}>
          <Input inputMode="numeric" value={draft.dailyLimit} onValueChange={(dailyLimit) => set({ dailyLimit })} />
        </Field>
        <Field label="Between two mails" nativeLabel={false} className="w-40" error={errors.spacingSeconds}>
          <Select options={pauses} value={spacing} onValueChange={(next) => set({ spacing: next })} />
        </Field>
      </div>
      <p className="text-ink2 text-sm">
        It sends in the hours of the workspace, in each person’s own zone; topics, sequences and steps may say
        otherwise.{" "}
        <Link href={`/${slug}/settings/general`} className="text-pine underline">
          Quiet hours
        </Link>
      </p>
      {isNew ? (
        <Checkbox
          label="Also read the last 30 days"
          hint="Mail of people we know is shown on their journeys; nothing reacts to it."
          checked={draft.readBack}
          onCheckedChange={(readBack) => set({ readBack })}
        />
      ) : null}
      <Checkbox
        label="Invitations to meetings count as messages"
        checked={draft.countsInvitations}
        onCheckedChange={(countsInvitations) => set({ countsInvitations })}
      />
      <div>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {isNew ? "Connect it" : "Save"}
        </Button>
      </div>
    </form>
  );
}
