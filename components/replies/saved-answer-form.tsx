"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { notify } from "@/components/ui/toast";

export interface SavedAnswerDraft {
  /** Null: a new one. */
  readonly id: string | null;
  readonly name: string;
  readonly body: string;
}

/** Keeps an answer for the next time; tags stand for what is known of whoever wrote. */
export function SavedAnswerForm({ draft, onDone }: { draft: SavedAnswerDraft; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState(draft.name);
  const [body, setBody] = useState(draft.body);
  const kept = {
    onSuccess: async () => {
      notify({ title: "Saved" });
      await queries.invalidateQueries({ queryKey: trpc.replies.savedAnswers.pathKey() });
      onDone();
    },
  };
  const create = useMutation(trpc.replies.createSavedAnswer.mutationOptions(kept));
  const update = useMutation(trpc.replies.updateSavedAnswer.mutationOptions(kept));
  const { error, isPending } = draft.id === null ? create : update;
  const errors = fieldErrors(error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation(); // the answer's own form is around it in React's tree
    if (draft.id === null) create.mutate({ name, body });
    else update.mutate({ id: draft.id, name, body });
  };
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={submit}>
      <Field label="Name" error={errors.name}>
        <Input value={name} onValueChange={setName} placeholder="Prices" autoComplete="off" />
      </Field>
      <Field
        label="Text"
        error={errors.body}
        hint={'Use {{ first_name | default: "there" }}, {{ company.name }} or {{ sender.name }} for what differs.'}
      >
        <Textarea rows={8} value={body} onValueChange={setBody} />
      </Field>
      {error && Object.keys(errors).length === 0 ? (
        <Callout tone="rust" live="alert">
          {errorMessage(error)}
        </Callout>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
