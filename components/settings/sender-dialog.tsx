"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/react";
import { useSaveEnd } from "@/components/trpc/use-save-end";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Outputs } from "./settings-data";
import { TransportFields, toCredentials, transportOf } from "./transport-fields";

type Sender = Outputs["senders"]["list"][number];
const toNumber = (text: string): number | null => (text.trim() === "" ? null : Number(text));

/** Makes or changes a sender. What it signs in with is kept sealed and never shown again: an empty field keeps it. */
export function SenderDialog({ sender, onClose }: { sender: Sender | null; onClose: () => void }) {
  const trpc = useTRPC();
  const before = transportOf(sender?.transport);
  const [draft, setDraft] = useState({
    name: sender?.name ?? "",
    address: sender?.address ?? "",
    replyTo: sender?.replyTo ?? "",
    transport: before,
    secret: "",
    dailyLimit: sender?.dailyLimit?.toString() ?? "",
    spacing: sender?.spacingSeconds ? String(sender.spacingSeconds) : "",
  });
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const { errors, end } = useSaveEnd({ failed: "This sender was not saved", onSaved: onClose });
  const create = useMutation(trpc.senders.create.mutationOptions(end));
  const update = useMutation(trpc.senders.update.mutationOptions(end));

  const keeps = sender !== null && draft.transport === before && draft.secret.trim() === "";

  function submit(event: FormEvent): void {
    event.preventDefault();
    const shared = {
      name: draft.name,
      replyTo: draft.replyTo,
      dailyLimit: toNumber(draft.dailyLimit),
      spacingSeconds: toNumber(draft.spacing) ?? 0,
    };
    if (sender === null) create.mutate({ ...shared, address: draft.address, credentials: toCredentials(draft) });
    else update.mutate({ ...shared, id: sender.id, ...(keeps ? {} : { credentials: toCredentials(draft) }) });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={sender === null ? "New sender" : `Edit ${sender.name}`}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="sender" variant="primary" busy={create.isPending || update.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id="sender" onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Name people see" error={errors.name}>
          <Input value={draft.name} onValueChange={(name) => set({ name })} placeholder="Ana Ruiz" />
        </Field>
        {sender === null ? (
          <Field label="Address" error={errors.address}>
            <Input
              type="email"
              value={draft.address}
              onValueChange={(address) => set({ address })}
              placeholder="ana@company.com"
            />
          </Field>
        ) : null}
        <Field label="Answers go to" optional hint="Left empty: the address itself" error={errors.replyTo}>
          <Input type="email" value={draft.replyTo} onValueChange={(replyTo) => set({ replyTo })} />
        </Field>
        <TransportFields value={draft} onChange={set} keeps={keeps} errors={errors} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="At most a day" optional error={errors.dailyLimit}>
            <Input type="number" min={1} value={draft.dailyLimit} onValueChange={(dailyLimit) => set({ dailyLimit })} />
          </Field>
          <Field label="Seconds apart" optional error={errors.spacingSeconds}>
            <Input type="number" min={0} value={draft.spacing} onValueChange={(spacing) => set({ spacing })} />
          </Field>
        </div>
      </form>
    </Dialog>
  );
}
