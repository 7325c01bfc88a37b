"use client";

import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import type { ControlProps } from "./control";

/** Label, hint and the field's own problem around one form element. */
export function Labelled({
  props,
  native = true,
  children,
}: {
  props: ControlProps;
  native?: boolean;
  children: ReactNode;
}) {
  const { field, problems } = props;
  return (
    <Field
      label={field.label}
      nativeLabel={native}
      {...(field.hint === undefined ? {} : { hint: field.hint })}
      {...(problems[""] === undefined ? {} : { error: problems[""] })}
    >
      {children}
    </Field>
  );
}

/** The same for a control of several parts: a group with a name. */
export function LabelledGroup({ props, children }: { props: ControlProps; children: ReactNode }) {
  const { field, problems } = props;
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-medium text-ink2 text-sm">{field.label}</legend>
      {children}
      {field.hint ? <p className="text-caption text-ink3">{field.hint}</p> : null}
      {problems[""] ? (
        <p role="alert" className="text-rust text-sm">
          {problems[""]}
        </p>
      ) : null}
    </fieldset>
  );
}

/** A problem of something inside a group, where it stands. */
export function InnerProblem({ message }: { message: string | undefined }) {
  return message ? <p className="text-rust text-sm">{message}</p> : null;
}
