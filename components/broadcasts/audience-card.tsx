"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { BroadcastAudience } from "@/core/broadcast";
import type { JsonObject } from "@/core/json";
import { AudienceCount } from "./audience-count";

type By = BroadcastAudience["by"];

const kinds: readonly { value: By; label: string; hint: string }[] = [
  { value: "segment", label: "A segment", hint: "Who is in it when it is sent" },
  { value: "tag", label: "A tag", hint: "Everybody who has it when it is sent" },
  { value: "contacts", label: "A list", hint: "Paste addresses; only people who are contacts here" },
  { value: "everybody", label: "Everybody", hint: "All contacts with an address" },
];

const blank: Readonly<Record<By, BroadcastAudience>> = {
  everybody: { by: "everybody" },
  segment: { by: "segment", segmentId: "" },
  tag: { by: "tag", tag: "" },
  contacts: { by: "contacts", contactIds: [] },
};

export interface AudienceCardProps {
  readonly audience: BroadcastAudience | null;
  readonly message: JsonObject;
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (audience: BroadcastAudience) => void;
}

/** Who gets it, with how many that are now and who of them cannot. */
export function AudienceCard({ audience, message, problem, disabled, onChange }: AudienceCardProps) {
  return (
    <Card>
      <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-4">
        <RadioGroup
          legend="Who gets it"
          look="card"
          options={kinds}
          value={audience?.by ?? null}
          onValueChange={(by) => onChange(audience?.by === by ? audience : blank[by])}
          disabled={disabled}
        />
        {audience?.by === "segment" ? (
          <SegmentField id={audience.segmentId} problem={problem} onChange={onChange} />
        ) : null}
        {audience?.by === "tag" ? <TagField tag={audience.tag} problem={problem} onChange={onChange} /> : null}
        {audience?.by === "contacts" ? (
          <ListField count={audience.contactIds.length} problem={problem} onChange={onChange} />
        ) : null}
        <AudienceCount audience={audience} message={message} />
      </fieldset>
    </Card>
  );
}

interface PartProps {
  readonly problem: string | undefined;
  readonly onChange: (audience: BroadcastAudience) => void;
}

function SegmentField({ id, problem, onChange }: PartProps & { id: string }) {
  const trpc = useTRPC();
  const segments = useQuery(trpc.segments.list.queryOptions());
  return (
    <Field
      label="Segment"
      error={segments.error ? errorMessage(segments.error) : problem}
      hint={segments.data?.length === 0 ? "There is none yet: make one under Segments." : undefined}
    >
      <Select
        value={id === "" ? null : id}
        onValueChange={(segmentId) => onChange({ by: "segment", segmentId })}
        options={(segments.data ?? []).map((segment) => ({ value: segment.id, label: segment.name }))}
      />
    </Field>
  );
}

function TagField({ tag, problem, onChange }: PartProps & { tag: string }) {
  const trpc = useTRPC();
  const listId = useId();
  const tags = useQuery(trpc.contacts.tags.queryOptions());
  return (
    <Field label="Tag" error={problem}>
      <Input
        value={tag}
        onValueChange={(value) => onChange({ by: "tag", tag: value })}
        list={listId}
        autoComplete="off"
      />
      <datalist id={listId}>
        {(tags.data ?? []).map(({ tag: known }) => (
          <option key={known} value={known} />
        ))}
      </datalist>
    </Field>
  );
}

function ListField({ count, problem, onChange }: PartProps & { count: number }) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const resolve = useMutation(
    trpc.broadcasts.resolveList.mutationOptions({
      onSuccess: ({ contactIds }) => onChange({ by: "contacts", contactIds }),
      onError: notifyFailure,
    }),
  );
  const unknown = resolve.data?.unknown ?? [];
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Addresses"
        hint={
          unknown.length === 0
            ? `${count.toLocaleString("en")} on the list`
            : `${count.toLocaleString("en")} on the list. Not contacts here: ${unknown.slice(0, 5).join(", ")}${unknown.length > 5 ? ` and ${unknown.length - 5} more` : ""}`
        }
        error={problem}
      >
        <Textarea rows={4} value={text} onValueChange={setText} placeholder="ana@acme.example, bo@acme.example" />
      </Field>
      <div>
        <Button
          size="sm"
          busy={resolve.isPending}
          disabled={text.trim() === ""}
          onClick={() => resolve.mutate({ text })}
        >
          Use these addresses
        </Button>
      </div>
    </div>
  );
}
