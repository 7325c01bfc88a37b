"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/react";
import { useSaveEnd } from "@/components/trpc/use-save-end";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { allWebhookEvents, isWebhookEvent, type WebhookEvent, webhookEvents } from "@/core/webhook-events";
import type { Outputs } from "./settings-data";

type Endpoint = Outputs["webhooks"]["list"][number];

export function WebhookDialog(props: {
  endpoint: Endpoint | null;
  onClose: () => void;
  onSecret: (secret: string) => void;
}) {
  const { endpoint, onClose, onSecret } = props;
  const trpc = useTRPC();
  const [name, setName] = useState(endpoint?.name ?? "");
  const [url, setUrl] = useState(endpoint?.url ?? "");
  const [events, setEvents] = useState<readonly WebhookEvent[]>(endpoint?.events.filter(isWebhookEvent) ?? []);
  const { errors, end } = useSaveEnd({
    failed: "This webhook was not saved",
    stale: [trpc.webhooks.pathKey()],
    onSaved: onClose,
  });
  const create = useMutation(
    trpc.webhooks.create.mutationOptions({
      ...end,
      onSuccess: async ({ secret }) => {
        onSecret(secret);
        await end.onSuccess();
      },
    }),
  );
  const update = useMutation(trpc.webhooks.update.mutationOptions(end));
  function submit(event: FormEvent): void {
    event.preventDefault();
    const fields = { name, url, events: [...events] };
    if (endpoint === null) create.mutate(fields);
    else update.mutate({ id: endpoint.id, ...fields });
  }
  const toggle = (event: WebhookEvent, on: boolean) =>
    setEvents((now) => (on ? [...now, event] : now.filter((one) => one !== event)));
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={endpoint === null ? "New webhook" : `Edit ${endpoint.name}`}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="webhook" variant="primary" busy={create.isPending || update.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id="webhook" onSubmit={submit} className="flex flex-col gap-4">
        <Field label="What listens there" error={errors.name}>
          <Input value={name} onValueChange={setName} placeholder="CRM" />
        </Field>
        <Field label="Address" error={errors.url}>
          <Input type="url" value={url} onValueChange={setUrl} placeholder="https://crm.company.com/hooks/heed" />
        </Field>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-medium">It is told</legend>
          {allWebhookEvents.map((event) => (
            <Checkbox
              key={event}
              label={webhookEvents[event]}
              hint={event}
              checked={events.includes(event)}
              onCheckedChange={(on) => toggle(event, on)}
            />
          ))}
          {errors.events ? (
            <p role="alert" className="text-rust text-sm">
              {errors.events}
            </p>
          ) : null}
        </fieldset>
      </form>
    </Dialog>
  );
}
