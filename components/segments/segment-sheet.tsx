"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ConditionParts } from "@/components/canvas/controls/condition-control";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { type Condition, everybody } from "@/core/audience";
import { type Newcomers, SegmentNewcomers } from "./segment-newcomers";
import { SegmentPreview } from "./segment-preview";

export interface SegmentSheetProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The one that is changed; left out, a new one is made. */
  readonly segment?: { readonly id: string; readonly name: string; readonly condition: Condition } | undefined;
  readonly onSaved: () => void;
}

/** Makes a segment, or changes one, with who fits beside it as one builds. */
export function SegmentSheet(props: SegmentSheetProps) {
  return (
    <Sheet
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={props.segment ? "Change segment" : "New segment"}
      description="Whoever fits is in it, from the moment they do until they no longer do."
    >
      {props.open ? <SegmentEditor {...props} /> : null}
    </Sheet>
  );
}

function SegmentEditor({ segment, onSaved }: SegmentSheetProps) {
  const trpc = useTRPC();
  const { vocabulary } = useVocabulary();
  const [name, setName] = useState(segment?.name ?? "");
  const [condition, setCondition] = useState<Condition>(segment?.condition ?? everybody);
  const [newcomers, setNewcomers] = useState<Newcomers>("stay-out");
  const create = useMutation(trpc.segments.create.mutationOptions({ onSuccess: onSaved }));
  const update = useMutation(trpc.segments.update.mutationOptions({ onSuccess: onSaved }));
  const { error, isPending } = segment ? update : create;
  const errors = fieldErrors(error);
  const inner = Object.fromEntries(
    Object.entries(errors).flatMap(([path, message]) =>
      path.startsWith("condition.") ? [[path.slice("condition.".length), message]] : [],
    ),
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (segment) update.mutate({ id: segment.id, name, condition, newcomers });
    else create.mutate({ name, condition });
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <Field label="Name" error={errors.name}>
        <Input value={name} onValueChange={setName} autoComplete="off" />
      </Field>
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-1.5 font-medium text-ink2 text-sm">Who is in it</legend>
        {vocabulary ? (
          <ConditionParts
            condition={condition}
            onChange={setCondition}
            props={{ vocabulary, problems: inner, nodeId: segment?.id ?? "new-segment" }}
            label="Who is in it"
          />
        ) : (
          <Skeleton className="h-10 w-full" />
        )}
        {errors.condition ? (
          <p role="alert" className="text-rust text-sm">
            {errors.condition}
          </p>
        ) : null}
      </fieldset>
      <SegmentPreview condition={condition} />
      {segment ? (
        <SegmentNewcomers id={segment.id} condition={condition} value={newcomers} onChange={setNewcomers} />
      ) : null}
      {error && Object.keys(errors).length === 0 ? (
        <Callout tone="rust" live="alert">
          {errorMessage(error)}
        </Callout>
      ) : null}
      <div className="sticky -bottom-4 -mx-5 -mb-4 flex justify-end gap-2 border-line border-t bg-surface px-5 py-3">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={isPending}>
          {segment ? "Save" : "Make segment"}
        </Button>
      </div>
    </form>
  );
}
