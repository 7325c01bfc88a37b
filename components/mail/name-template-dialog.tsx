"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface NameTemplateDialogProps {
  open: boolean;
  onClose: () => void;
  suggestion: string;
  wording: { subject: string; preview: string; body: string };
  onCreated: (id: string, version: number) => void;
}

/** Keeps a mail as a template under a name. */
export function NameTemplateDialog({ open, onClose, suggestion, wording, onCreated }: NameTemplateDialogProps) {
  const trpc = useTRPC();
  const [name, setName] = useState("");
  const create = useMutation(trpc.mailTemplates.create.mutationOptions());
  const { reset } = create;
  useEffect(() => {
    if (!open) return;
    setName(suggestion.slice(0, 120));
    reset();
  }, [open, suggestion, reset]);
  const submit = () =>
    create.mutate(
      { name, ...wording },
      {
        onSuccess: ({ id, version }) => {
          onCreated(id, version);
          onClose();
        },
      },
    );
  const fields = create.error ? fieldErrors(create.error) : {};
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title="Keep as a template"
      description="Other steps can start from this text. People never get two mails of one template within 180 days unless the step says so."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={create.isPending} onClick={submit}>
            Keep it
          </Button>
        </>
      }
    >
      <Field
        label="Name"
        error={fields.name ?? (create.error ? (Object.values(fields)[0] ?? errorMessage(create.error)) : undefined)}
      >
        <Input value={name} onValueChange={setName} />
      </Field>
    </Dialog>
  );
}
