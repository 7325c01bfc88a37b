"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC, useTRPCClient } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { inSets } from "./in-sets";

const acts = {
  add: { title: "Tag", button: "Add tag", hint: "Sequences that start with this tag take them in." },
  remove: { title: "Take a tag from", button: "Take tag away", hint: "Who does not have it stays as they are." },
} as const;

/** Adds a tag to everybody chosen, or takes one away. */
export function TagDialog({
  act,
  ids,
  onClose,
  onDone,
}: {
  act: keyof typeof acts;
  ids: readonly string[];
  onClose: () => void;
  onDone: (tag: string) => void;
}) {
  const trpc = useTRPC();
  const { addTag, removeTag } = useTRPCClient().contacts;
  const formId = useId();
  const [tag, setTag] = useState("");
  const tags = useQuery(trpc.contacts.tags.queryOptions());
  const change = useMutation({
    mutationFn: () => inSets(ids, (set) => (act === "add" ? addTag : removeTag).mutate({ ids: set, tag })),
    onSuccess: () => onDone(tag.trim()),
  });
  const { title, button, hint } = acts[act];
  const error = change.error ? (fieldErrors(change.error).tag ?? errorMessage(change.error)) : undefined;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={`${title} ${ids.length.toLocaleString("en")} ${ids.length === 1 ? "contact" : "contacts"}`}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} busy={change.isPending}>
            {button}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Field label="Tag" hint={hint} error={error}>
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
