"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { notify } from "@/components/ui/toast";
import { type AttributeType, attributeTypes } from "@/core/attribute";
import { toAttributeKey } from "@/core/import-field";
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
  const queries = useQueryClient();
  const [draft, setDraft] = useState({
    label: field?.label ?? "",
    key: field?.key ?? "",
    type: field?.kind ?? ("text" as AttributeType),
    choices: (field?.options ?? []).join("\n"),
  });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const key = draft.key === "" && field === null ? toAttributeKey(draft.label) : draft.key;
  const done = {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.pathKey() });
      onClose();
    },
    onError: (error: unknown) => {
      setErrors(fieldErrors(error));
      if (Object.keys(fieldErrors(error)).length === 0)
        notify({ title: "This field was not saved", description: errorMessage(error), tone: "error" });
    },
  };
  const define = useMutation(trpc.attributes.define.mutationOptions(done));
  const redefine = useMutation(trpc.attributes.redefine.mutationOptions(done));
  function submit(event: FormEvent): void {
    event.preventDefault();
    const options = draft.type === "option" ? draft.choices.split("\n").map((one) => one.trim()) : [];
    const input = { key, label: draft.label, type: draft.type, options: options.filter(Boolean) };
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
      </form>
    </Dialog>
  );
}
