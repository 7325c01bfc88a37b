"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { notify } from "@/components/ui/toast";
import { DateField } from "./date-field";
import type { ContactFacts } from "./journey-data";
import { type Pace, paceOptions, toPace } from "./pace";
import { stillAhead } from "./still-ahead";

export type PersonAction = "leave-alone" | "frequency" | "suppress";

interface PersonDialogProps {
  readonly contact: ContactFacts;
  readonly zone: string;
  readonly onClose: () => void;
}

/** What a member decides about a person whatever the sequence. */
export function PersonDialogs({ asked, ...props }: PersonDialogProps & { asked: PersonAction | null }) {
  return (
    <>
      {asked === "leave-alone" ? <LeaveAloneDialog {...props} /> : null}
      {asked === "frequency" ? <FrequencyDialog {...props} /> : null}
      {asked === "suppress" ? <SuppressDialog {...props} /> : null}
    </>
  );
}

function LeaveAloneDialog({ contact, zone, onClose }: PersonDialogProps) {
  const trpc = useTRPC();
  const [until, setUntil] = useState<Date | null>(null);
  const [wholeCompany, setWholeCompany] = useState(false);
  const leave = useMutation(trpc.contacts.leaveAlone.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Leave ${contact.name} alone?`}
      confirmLabel="Leave alone"
      reason="required"
      onConfirm={async (reason) => {
        if (until === null) throw new Error("Choose until when.");
        await orSay(leave.mutateAsync({ contactId: contact.id, until, reason, wholeCompany }));
        notify({ title: "Nothing is sent until then" });
      }}
    >
      <div className="flex flex-col gap-4">
        <p>Marketing and sales wait until the date. Receipts and what you write yourself go on.</p>
        <DateField label="Until" zone={zone} value={until} onChange={setUntil} />
        {contact.company ? (
          <Checkbox
            checked={wholeCompany}
            onCheckedChange={setWholeCompany}
            label={`Everybody at ${contact.company.name} too`}
          />
        ) : null}
      </div>
    </ConfirmDialog>
  );
}

function FrequencyDialog({ contact, zone, onClose }: PersonDialogProps) {
  const trpc = useTRPC();
  const now = useWorkspace().workspace?.now ?? new Date();
  const [pace, setPace] = useState<Pace>(toPace(contact.person.frequency));
  const [pausedUntil, setPausedUntil] = useState(stillAhead(contact.person.frequencyPausedUntil, now));
  const set = useMutation(trpc.preferences.setFrequency.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="How often do they want to hear from us?"
      confirmLabel="Save their wish"
      onConfirm={async () => {
        await orSay(set.mutateAsync({ contactId: contact.id, pace: pace === "none" ? null : pace, pausedUntil }));
        notify({ title: "Their wish is kept", description: "It beats every rule of ours." });
      }}
    >
      <div className="flex flex-col gap-4">
        <RadioGroup legend="At most" options={paceOptions} value={pace} onValueChange={setPace} />
        <DateField label="Nothing at all until" optional zone={zone} value={pausedUntil} onChange={setPausedUntil} />
      </div>
    </ConfirmDialog>
  );
}

function SuppressDialog({ contact, onClose }: PersonDialogProps) {
  const trpc = useTRPC();
  const [scope, setScope] = useState<"all" | "marketing_and_sales">("marketing_and_sales");
  const suppress = useMutation(trpc.suppressions.add.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Never write to ${contact.email ?? contact.name} again?`}
      confirmLabel="Suppress"
      danger
      reason="required"
      onConfirm={async (reason) => {
        if (contact.email === null) throw new Error("There is no address to suppress.");
        await orSay(suppress.mutateAsync({ email: contact.email, scope, reason }));
        notify({ title: "Suppressed", description: "What was waiting for them is skipped." });
      }}
    >
      <RadioGroup
        legend="What stops"
        value={scope}
        onValueChange={setScope}
        options={[
          { value: "marketing_and_sales", label: "Marketing and sales", hint: "Receipts and the like still arrive." },
          { value: "all", label: "Everything", hint: "The address is dead or must not be used." },
        ]}
      />
    </ConfirmDialog>
  );
}
