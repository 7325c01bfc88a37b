"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** One mail right now, and the server's own answer. */
export function SenderTest({ sender, onClose }: { sender: { id: string; name: string }; onClose: () => void }) {
  const trpc = useTRPC();
  const [to, setTo] = useState("");
  const test = useMutation(trpc.senders.test.mutationOptions());
  const errors = test.error ? fieldErrors(test.error) : {};
  const other = test.error && Object.keys(errors).length === 0 ? errorMessage(test.error) : null;
  function submit(event: FormEvent): void {
    event.preventDefault();
    test.mutate({ id: sender.id, to });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Test ${sender.name}`}
      description="One mail leaves right now. It stands in no ledger and counts for nobody."
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Close
          </Button>
          <Button type="submit" form="sender-test" variant="primary" busy={test.isPending}>
            Send a test
          </Button>
        </>
      }
    >
      <form id="sender-test" onSubmit={submit} className="flex flex-col gap-4">
        <Field label="To" error={errors.to}>
          <Input type="email" value={to} onValueChange={setTo} placeholder="you@company.com" />
        </Field>
        {test.data ? (
          <Callout
            tone={test.data.ok ? "pine" : "rust"}
            live="status"
            title={test.data.ok ? "It was taken" : "It was not taken"}
          >
            <code className="break-all">{test.data.answer}</code>
          </Callout>
        ) : null}
        {other ? <Callout tone="rust" live="status" title={other} /> : null}
      </form>
    </Dialog>
  );
}
