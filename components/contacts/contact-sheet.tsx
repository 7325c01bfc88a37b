"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DialogClose } from "@/components/ui/dialog";
import { Sheet } from "@/components/ui/sheet";
import { readAttributeDrafts, withDefined } from "@/core/attribute-draft";
import { ConsentFields, noConsent } from "./consent-fields";
import { type ContactDraft, ContactFields, emptyContact, toInput } from "./contact-form";

export interface ContactSheetProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The one that is changed; left out, a new one is made. */
  readonly contact?: { readonly id: string; readonly draft: ContactDraft };
  readonly onSaved: (id: string) => void;
}

/** Adds a contact, asking for the ground to write to them, or changes one. */
export function ContactSheet(props: ContactSheetProps) {
  const { open, onOpenChange, contact } = props;
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={contact ? "Change contact" : "New contact"}
      {...(contact ? {} : { description: "Somebody we may write to." })}
    >
      {open ? <ContactEditor {...props} /> : null}
    </Sheet>
  );
}

function ContactEditor({ contact, onSaved }: ContactSheetProps) {
  const trpc = useTRPC();
  const formId = useId();
  const { vocabulary } = useVocabulary();
  const [draft, setDraft] = useState(contact?.draft ?? emptyContact);
  const [before] = useState(draft.attributes);
  const [consent, setConsent] = useState(noConsent);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const create = useMutation(trpc.contacts.create.mutationOptions({ onSuccess: ({ id }) => onSaved(id) }));
  const update = useMutation(
    trpc.contacts.update.mutationOptions({ onSuccess: () => (contact ? onSaved(contact.id) : undefined) }),
  );
  const { error, isPending } = contact ? update : create;
  const errors = { ...fieldErrors(error), ...missing };

  function submit(event: FormEvent): void {
    event.preventDefault();
    setMissing({});
    const read = readAttributeDrafts(withDefined(draft.attributes, vocabulary?.attributes ?? []), before);
    if (!read.ok) {
      setMissing(read.problems);
      return;
    }
    const input = { ...toInput(draft), attributes: read.changed };
    if (contact) update.mutate({ id: contact.id, ...input });
    else if (consent.basis === null) setMissing({ consent: "Say on what ground we may write to them" });
    else create.mutate({ ...input, consent: { ...consent, basis: consent.basis } });
  }

  return (
    <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
      <ContactFields value={draft} onChange={setDraft} errors={errors} />
      {contact ? null : (
        <ConsentFields
          value={consent}
          onChange={(next) => {
            setConsent(next);
            setMissing({});
          }}
          errors={errors}
        />
      )}
      {error && Object.keys(fieldErrors(error)).length === 0 ? (
        <Callout tone="rust" live="alert">
          {errorMessage(error)}
        </Callout>
      ) : null}
      <div className="sticky -bottom-4 -mx-5 -mb-4 flex justify-end gap-2 border-line border-t bg-surface px-5 py-3">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={isPending}>
          {contact ? "Save" : "Add contact"}
        </Button>
      </div>
    </form>
  );
}
