"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Company } from "./company-screen";

/** Calls a company otherwise. */
export function RenameDialog({ company, onClose }: { company: Company; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState(company.name);
  const rename = useMutation(
    trpc.companies.rename.mutationOptions({
      onSuccess: async () => {
        await Promise.all([
          queries.invalidateQueries({ queryKey: trpc.companies.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.contacts.pathKey() }),
        ]);
        onClose();
      },
    }),
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    rename.mutate({ id: company.id, name });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Rename ${company.name}`}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="company" variant="primary" busy={rename.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id="company" onSubmit={submit} noValidate>
        <Field
          label="Name"
          hint={company.domain ? `Addresses at ${company.domain} stay with it` : "Mails and conditions read it"}
          error={fieldErrors(rename.error).name ?? (rename.error ? errorMessage(rename.error) : undefined)}
        >
          <Input value={name} onValueChange={setName} autoComplete="off" />
        </Field>
      </form>
    </Dialog>
  );
}
