"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { notify } from "@/components/ui/toast";
import { DateField } from "./date-field";
import type { ContactFacts } from "./journey-data";

const channels = [
  { value: "call" as const, label: "A call" },
  { value: "sms" as const, label: "A text message" },
  { value: "letter" as const, label: "A letter" },
  { value: "social" as const, label: "A message in a social network" },
  { value: "email" as const, label: "A mail from somewhere else" },
];

/** Notes that somebody spoke with or wrote to the person outside Heed: it counts, so what is planned is judged again. */
export function LogTouchDialog({
  contact,
  zone,
  onClose,
}: {
  contact: ContactFacts;
  zone: string;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const [channel, setChannel] = useState<(typeof channels)[number]["value"]>("call");
  const [subject, setSubject] = useState("");
  const [occurredAt, setOccurredAt] = useState<Date | null>(null);
  const log = useMutation(trpc.attention.logTouch.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`What did ${contact.name} get from us?`}
      confirmLabel="Log it"
      onConfirm={async () => {
        await orSay(
          log.mutateAsync({ contactId: contact.id, channel, subject, ...(occurredAt === null ? {} : { occurredAt }) }),
        );
        notify({ title: "Logged", description: "It counts: what waits for this person is looked at again." });
      }}
    >
      <div className="flex flex-col gap-4">
        <Field label="What" nativeLabel={false}>
          <Select aria-label="What" options={channels} value={channel} onValueChange={setChannel} />
        </Field>
        <Field label="About" optional>
          <Input value={subject} onValueChange={setSubject} autoComplete="off" />
        </Field>
        <DateField
          label="When"
          optional
          zone={zone}
          value={occurredAt}
          onChange={setOccurredAt}
          hint="Left empty: now"
        />
      </div>
    </ConfirmDialog>
  );
}
