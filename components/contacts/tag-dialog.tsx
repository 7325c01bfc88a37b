"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Adds a tag to everybody chosen. */
export function TagDialog({
  open,
  onOpenChange,
  ids,
  onDone,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  ids: readonly string[];
  onDone: (tag: string) => void;
}) {
  const trpc = useTRPC();
  const formId = useId();
  const [tag, setTag] = useState("");
  const tags = useQuery({ ...trpc.contacts.tags.queryOptions(), enabled: open });
  const add = useMutation(trpc.contacts.addTag.mutationOptions({ onSuccess: () => onDone(tag.trim()) }));
  const error = add.error ? (fieldErrors(add.error).tag ?? errorMessage(add.error)) : undefined;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title={`Tag ${ids.length} ${ids.length === 1 ? "contact" : "contacts"}`}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} busy={add.isPending}>
            Add tag
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate({ ids: [...ids], tag });
        }}
      >
        <Field label="Tag" hint="Sequences that start with this tag take them in." error={error}>
          <Input value={tag} onValueChange={setTag} list={`${formId}-tags`} autoComplete="off" />
        </Field>
        <datalist id={`${formId}-tags`}>
          {(tags.data ?? []).map(({ tag: known }) => (
            <option key={known} value={known} />
          ))}
        </datalist>
      </form>
    </Dialog>
  );
}
