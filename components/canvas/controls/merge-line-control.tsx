"use client";

import { useId } from "react";
import { LineText } from "@/components/mail/line-text";
import { Field } from "@/components/ui/field";
import { asText, type ControlProps } from "./control";
import { focusFieldAfter } from "./form-fields";

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
      <LineText
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
