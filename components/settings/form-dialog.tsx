"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { useTRPC } from "@/components/trpc/react";
import { useSaveEnd } from "@/components/trpc/use-save-end";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { Outputs } from "./settings-data";

type OptInForm = Outputs["forms"]["list"][number];

const fresh = {
  name: "",
  title: "",
  intro: "",
  wording: "I want to get mail from you. I can end it at any time.",
  button: "Sign up",
  topicIds: [] as string[],
  askName: true,
  senderId: "",
  mailSubject: "",
  mailText: "",
};

/** Makes a form or changes one. Consents that were given keep the words they were given to. */
export function FormDialog({ form, onClose }: { form: OptInForm | null; onClose: () => void }) {
  const trpc = useTRPC();
  const { vocabulary } = useVocabulary();
  const [draft, setDraft] = useState<typeof fresh>(() => (form === null ? fresh : draftOf(form)));
  const set = (change: Partial<typeof fresh>) => setDraft((now) => ({ ...now, ...change }));
  const { errors, end } = useSaveEnd({ failed: "This form was not saved", onSaved: onClose });
  const create = useMutation(trpc.forms.create.mutationOptions(end));
  const update = useMutation(trpc.forms.update.mutationOptions(end));
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (form) update.mutate({ id: form.id, ...draft });
    else create.mutate(draft);
  }
  const here = <T extends { archived: boolean }>(list: readonly T[] | undefined) =>
    (list ?? []).filter(({ archived }) => !archived);
  const topics = here(vocabulary?.topics).filter((topic) => topic.class !== "transactional");
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={form ? `Edit ${form.name}` : "New form"}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="opt-in-form" variant="primary" busy={create.isPending || update.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id="opt-in-form" onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <Field label="Name" hint="For you; triggers find it by this name" error={errors.name}>
          <Input value={draft.name} onValueChange={(name) => set({ name })} placeholder="Newsletter, footer" />
        </Field>
        <Field label="Title" error={errors.title}>
          <Input value={draft.title} onValueChange={(title) => set({ title })} placeholder="Our newsletter" />
        </Field>
        <Field label="Above the fields" optional error={errors.intro}>
          <Textarea rows={2} value={draft.intro} onValueChange={(intro) => set({ intro })} />
        </Field>
        <Field
          label="Topics"
          optional
          nativeLabel={false}
          hint="What they agree to get. Left open: every topic."
          error={errors.topicIds}
        >
          <MultiCombobox
            aria-label="Topics"
            options={topics.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.topicIds}
            onValueChange={(topicIds) => set({ topicIds })}
            placeholder="Add a topic"
          />
        </Field>
        <Field label="What they agree to" hint="Kept word for word with each consent" error={errors.wording}>
          <Textarea rows={3} value={draft.wording} onValueChange={(wording) => set({ wording })} />
        </Field>
        <Field label="The confirmation comes from" nativeLabel={false} error={errors.senderId}>
          <Select
            aria-label="The confirmation comes from"
            placeholder="Choose a sender"
            options={here(vocabulary?.senders).map(({ id, name, address }) => ({
              value: id,
              label: name,
              hint: address,
            }))}
            value={draft.senderId === "" ? null : draft.senderId}
            onValueChange={(senderId) => set({ senderId })}
          />
        </Field>
        <Field label="Subject of the confirmation" optional hint="Left open: our own words" error={errors.mailSubject}>
          <Input
            value={draft.mailSubject}
            onValueChange={(mailSubject) => set({ mailSubject })}
            placeholder={`Please confirm: ${draft.title || "Our newsletter"}`}
          />
        </Field>
        <Field
          label="Text of the confirmation"
          optional
          hint="The link that confirms stands below it, and that nothing is sent without it."
          error={errors.mailText}
        >
          <Textarea rows={4} value={draft.mailText} onValueChange={(mailText) => set({ mailText })} />
        </Field>
        <Field label="Button" error={errors.button}>
          <Input value={draft.button} onValueChange={(button) => set({ button })} />
        </Field>
        <Checkbox
          label="Ask for their name"
          hint="Never required."
          checked={draft.askName}
          onCheckedChange={(askName) => set({ askName })}
        />
      </form>
    </Dialog>
  );
}

/** What of a form is edited. */
function draftOf(form: OptInForm): typeof fresh {
  const { name, title, intro, wording, button, topicIds, askName, senderId, mailSubject, mailText } = form;
  return { name, title, intro, wording, button, topicIds, askName, senderId, mailSubject, mailText };
}
