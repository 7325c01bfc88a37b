"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { asText } from "@/components/canvas/controls/control";
import { FieldRow } from "@/components/canvas/inspector/field-row";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { useTRPC } from "@/components/trpc/react";
import { useSaveEnd } from "@/components/trpc/use-save-end";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { MESSAGE_STEP, messageGraph } from "@/core/broadcast";
import { emailNode } from "@/core/nodes/email";
import type { Problem } from "@/core/problem";

const parts = ["subject", "preview", "body"] as const;
const fields = parts.flatMap((part) => {
  const field = emailNode.fields.find(({ path }) => path === part);
  return field ? [{ part, field }] : [];
});
const empty = { subject: "", preview: "", body: "" };

/** Writes a template as a mail is written: name, subject, preview and text. */
export function TemplateDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const { vocabulary, names } = useVocabulary();
  const [name, setName] = useState("");
  const [wording, setWording] = useState(empty);
  const graph = useMemo(() => messageGraph({}), []);
  const { errors, end } = useSaveEnd({
    failed: "This template was not saved",
    stale: [trpc.mailTemplates.pathKey()],
    onSaved: onClose,
  });
  const create = useMutation(trpc.mailTemplates.create.mutationOptions(end));
  const problems = Object.entries(errors).map(
    ([path, message]): Problem => ({ code: path, rank: "must", message, nodeId: MESSAGE_STEP, path }),
  );
  const written = [name, ...Object.values(wording)].some((text) => text !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name, ...wording });
  };
  return (
    <Dialog
      open
      size="lg"
      dismissible={!written}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="New template"
      description="Steps and broadcasts can start from it. People never get two mails of one template within 180 days unless the step says so."
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="mail-template" variant="primary" busy={create.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id="mail-template" onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <Field label="Name" hint="Only your colleagues see it" error={errors.name}>
          <Input value={name} onValueChange={setName} placeholder="Welcome" autoComplete="off" />
        </Field>
        {vocabulary === null ? (
          <Loading label="Loading">
            <Skeleton className="h-64" />
          </Loading>
        ) : (
          fields.map(({ part, field }) => (
            <FieldRow
              key={part}
              field={field}
              value={wording[part]}
              problems={problems}
              vocabulary={vocabulary}
              names={names}
              graph={graph}
              nodeId={MESSAGE_STEP}
              onChange={(value) => setWording((now) => ({ ...now, [part]: asText(value) }))}
            />
          ))
        )}
      </form>
    </Dialog>
  );
}
