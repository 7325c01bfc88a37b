"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/react";
import { useSaveEnd } from "@/components/trpc/use-save-end";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { type AttributeType, attributeTypes } from "@/core/attribute";
import { toAttributeKey } from "@/core/import-field";
import { ConvertValues } from "./convert-values";
import type { Outputs } from "./settings-data";

type ContactField = Outputs["attributes"]["list"][number];

export const fieldTypes: Readonly<Record<AttributeType, { label: string; hint: string }>> = {
  text: { label: "Text", hint: "Anything that is written." },
  number: { label: "Number", hint: "Compared by size, counted up by sequences." },
  date: { label: "Date", hint: "Delays and triggers can go by it." },
  boolean: { label: "Yes or no", hint: "True, yes and 1 are a yes." },
  option: { label: "One of a list", hint: "Only what you name." },
};
const typeOptions = attributeTypes.map((value) => ({ value, ...fieldTypes[value] }));

/** Says what a field means, a new one or one that contacts have already. */
export function FieldDialog({ field, onClose }: { field: ContactField | null; onClose: () => void }) {
  const trpc = useTRPC();
  const [convert, setConvert] = useState(false);
  const [draft, setDraft] = useState({
    label: field?.label ?? "",
    key: field?.key ?? "",
    type: field?.kind ?? ("text" as AttributeType),
    choices: (field?.options ?? []).join("\n"),
  });
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const key = draft.key === "" && field === null ? toAttributeKey(draft.label) : draft.key;
  const { errors, end } = useSaveEnd({ failed: "This field was not saved", onSaved: onClose });
  const define = useMutation(trpc.attributes.define.mutationOptions(end));
  const redefine = useMutation(trpc.attributes.redefine.mutationOptions(end));
  const choices = draft.type === "option" ? draft.choices.split("\n").map((one) => one.trim()) : [];
  const options = choices.filter(Boolean);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const input = { key, label: draft.label, type: draft.type, options, convert };
    if (field?.isDefined) redefine.mutate(input);
    else define.mutate(input);
  }
  const choicesError = errors.options ?? Object.entries(errors).find(([path]) => path.startsWith("options."))?.[1];
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={field === null ? "New field" : `${field.isDefined ? "Edit" : "Define"} ${field.label}`}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="contact-field" variant="primary" busy={define.isPending || redefine.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id="contact-field" onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <Field label="Name" error={errors.label}>
          <Input value={draft.label} onValueChange={(label) => set({ label })} placeholder="Renewal date" />
        </Field>
        <Field
          label="Key"
          hint={field ? "Imports, API and mails know it by this." : "Imports, API and mails know it by this; it stays."}
          error={errors.key}
        >
          <Input
            value={key}
            onValueChange={(typed) => set({ key: typed })}
            placeholder="renewal_date"
            disabled={field !== null}
            autoComplete="off"
          />
        </Field>
        <Field label="Type" nativeLabel={false} error={errors.type}>
          <Select aria-label="Type" options={typeOptions} value={draft.type} onValueChange={(type) => set({ type })} />
        </Field>
        {draft.type === "option" ? (
          <Field label="Choices" hint="One a line, in the order shown" error={choicesError}>
            <Textarea rows={5} value={draft.choices} onValueChange={(choices) => set({ choices })} />
          </Field>
        ) : null}
        {field !== null && field.count > 0 ? (
          <ConvertValues of={{ key: field.key, type: draft.type, options }} value={convert} onChange={setConvert} />
        ) : null}
      </form>
    </Dialog>
  );
}
