"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { notify } from "@/components/ui/toast";

interface SaveAnswerDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly body: string;
}

/** Keeps an answer for the next time; tags stand for what is known of whoever wrote. */
export function SaveAnswerDialog(props: SaveAnswerDialogProps) {
  return props.open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ open, onOpenChange, body: given }: SaveAnswerDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [body, setBody] = useState(given);
  const save = useMutation(
    trpc.replies.createSavedAnswer.mutationOptions({
      onSuccess: async () => {
        notify({ title: "Saved" });
        await queries.invalidateQueries({ queryKey: trpc.replies.savedAnswers.pathKey() });
        onOpenChange(false);
      },
    }),
  );
  const errors = fieldErrors(save.error);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Save this answer"
      description={'Use {{ first_name | default: "there" }}, {{ company.name }} or {{ sender.name }} for what differs.'}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" busy={save.isPending} onClick={() => save.mutate({ name, body })}>
            Save
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Name" error={errors.name}>
          <Input value={name} onValueChange={setName} placeholder="Prices" autoComplete="off" />
        </Field>
        <Field label="Text" error={errors.body}>
          <Textarea rows={8} value={body} onValueChange={setBody} />
        </Field>
        {save.error && Object.keys(errors).length === 0 ? (
          <Callout tone="rust" live="alert">
            {errorMessage(save.error)}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  );
}
