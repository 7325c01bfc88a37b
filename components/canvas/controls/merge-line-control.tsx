"use client";

import dynamic from "next/dynamic";
import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { asText, type ControlProps } from "./control";
import { focusFieldAfter } from "./form-fields";

// It comes with the mail's editor, when a mail is opened.
const LazyMergeLine = dynamic(() => import("@/components/mail/merge-line").then(({ MergeLine }) => MergeLine), {
  ssr: false,
  loading: () => (
    <div data-coming="">
      <Skeleton className="h-[34px] w-full" />
    </div>
  ),
});

/** One line that may name values of the person: "{" or a button puts them in, at the cursor, with a fallback. */
export function MergeLineControl({ field, value, onChange, problems, vocabulary, nodeId }: ControlProps) {
  const id = useId();
  const ids = { hint: `${id}hint`, error: `${id}error` };
  const error = problems[""];
  return (
    <Field
      label={field.label}
      nativeLabel={false}
      ids={ids}
      {...(field.hint === undefined ? {} : { hint: field.hint })}
      {...(error === undefined ? {} : { error })}
    >
      <LazyMergeLine
        key={nodeId}
        label={field.label}
        value={asText(value)}
        placeholder={field.placeholder ?? ""}
        onChange={(line) => onChange(line, true)}
        onEnter={focusFieldAfter}
        vocabulary={vocabulary}
        errorId={error ? ids.error : null}
        hintId={field.hint ? ids.hint : null}
      />
    </Field>
  );
}
