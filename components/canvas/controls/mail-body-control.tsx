"use client";

import { useState } from "react";
import { MailText } from "@/components/mail/mail-text";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { asText, type ControlProps } from "./control";

/** Text of a mail: as it will look, or as the text it is kept as (`**bold**`, `[link](https://…)`, Liquid). */
export function MailBodyControl({ field, value, onChange, problems, vocabulary, nodeId }: ControlProps) {
  const [asSource, setAsSource] = useState(false);
  const body = asText(value);
  return (
    <Field
      label={field.label}
      nativeLabel={asSource}
      {...(problems[""] === undefined ? {} : { error: problems[""] })}
      aside={
        <Button variant="quiet" size="sm" aria-pressed={asSource} onClick={() => setAsSource(!asSource)}>
          As text
        </Button>
      }
    >
      {asSource ? (
        <Textarea
          rows={11}
          className="min-h-56"
          value={body}
          placeholder={'Hi {{ first_name | default: "there" }},'}
          onValueChange={(text) => onChange(text, true)}
        />
      ) : (
        <MailText
          key={nodeId}
          label={field.label}
          value={body}
          onChange={(text) => onChange(text, true)}
          vocabulary={vocabulary}
        />
      )}
    </Field>
  );
}
