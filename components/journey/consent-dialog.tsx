"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { ConsentFields, noConsent } from "@/components/contacts/consent-fields";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { notify } from "@/components/ui/toast";
import { DateField } from "./date-field";
import type { ContactFacts } from "./journey-data";

const ways = [
  { value: "agreed" as const, label: "There is a ground" },
  { value: "withdrew" as const, label: "They withdrew it" },
];

/** Records on what ground somebody is written to, or that they took it back: by topic, with proof and the day it was said. */
export function ConsentDialog({
  contact,
  zone,
  onClose,
}: {
  contact: ContactFacts;
  zone: string;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { vocabulary } = useVocabulary();
  const [way, setWay] = useState<(typeof ways)[number]["value"]>("agreed");
  const [topicId, setTopicId] = useState<string | null>(null);
  const [consent, setConsent] = useState(noConsent);
  const [proof, setProof] = useState("");
  const [recordedAt, setRecordedAt] = useState<Date | null>(null);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const record = useMutation(
    trpc.consents.record.mutationOptions({
      onSuccess: async () => {
        notify({ title: way === "agreed" ? "Recorded" : "Recorded: what waits is judged again" });
        await Promise.all(
          [trpc.contacts, trpc.consents, trpc.journeys].map((of) =>
            queries.invalidateQueries({ queryKey: of.pathKey() }),
          ),
        );
        onClose();
      },
    }),
  );
  const told = fieldErrors(record.error);
  // the fields of a new contact stand below `consent`
  const errors = { ...missing, "consent.source": told.source ?? "", "consent.wording": told.wording ?? "" };
  const topics = (vocabulary?.topics ?? []).filter((topic) => !topic.archived && topic.class !== "transactional");

  function submit(event: FormEvent): void {
    event.preventDefault();
    const basis = way === "withdrew" ? "none" : consent.basis;
    if (basis === null) {
      setMissing({ consent: "Say on what ground we may write to them" });
      return;
    }
    setMissing({});
    const { source } = consent;
    // typed for a ground that was given up again: it stands on no screen any more and belongs to nothing
    const wording = basis === "none" ? "" : consent.wording;
    record.mutate({
      contactId: contact.id,
      basis,
      source,
      wording,
      topicId,
      proof,
      ...(recordedAt ? { recordedAt } : {}),
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Consent of ${contact.name}`}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="consent" variant="primary" busy={record.isPending}>
            Record
          </Button>
        </>
      }
    >
      <form id="consent" onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <Segmented label="What is recorded" options={ways} value={way} onValueChange={setWay} />
        <Field label="For" nativeLabel={false} hint="Left open: every topic." error={told.topicId}>
          <Combobox
            aria-label="For"
            placeholder="Every topic"
            clearable
            options={topics.map(({ id, name }) => ({ value: id, label: name }))}
            value={topicId}
            onValueChange={setTopicId}
          />
        </Field>
        {way === "agreed" ? (
          <ConsentFields value={consent} onChange={setConsent} errors={errors} />
        ) : (
          <Field label="How they said it" hint="For example: on the telephone, to Ana." error={told.source}>
            <Input value={consent.source} onValueChange={(source) => setConsent({ ...consent, source })} />
          </Field>
        )}
        <Field label="Proof" optional hint="Where it lies: a file, a mail, a ticket." error={told.proof}>
          <Input value={proof} onValueChange={setProof} autoComplete="off" />
        </Field>
        <DateField
          label="When they said it"
          optional
          zone={zone}
          value={recordedAt}
          onChange={setRecordedAt}
          error={told.recordedAt}
          hint="Left empty: now. The newest word for a topic holds."
        />
        {record.error && Object.keys(told).length === 0 ? (
          <p role="alert" className="text-rust text-sm">
            {errorMessage(record.error)}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
