"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { Briefing } from "@/core/briefing";

const lists = [
  { key: "domains", label: "Domains it names", placeholder: "acme.example" },
  { key: "phones", label: "Numbers it names", placeholder: "+44 20 7946 0000" },
  { key: "pages", label: "Pages it names", placeholder: "acme.example/spring" },
] as const;

/** What a message names, one a line: support compares it with what the person reads out. */
export function NamedFields({
  value,
  onChange,
  problems,
}: {
  value: Briefing;
  onChange: (next: Briefing, typing?: boolean) => void;
  problems: Readonly<Record<string, string>>;
}) {
  return lists.map(({ key, label, placeholder }) => (
    <LinesField
      key={key}
      label={label}
      placeholder={placeholder}
      lines={value[key]}
      error={problems[key]}
      onLines={(lines) => onChange({ ...value, [key]: lines }, true)}
    />
  ));
}

const toLines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** A list as lines of text; an empty line one is about to fill stays while one types. */
function LinesField({
  label,
  placeholder,
  lines,
  error,
  onLines,
}: {
  label: string;
  placeholder: string;
  lines: readonly string[];
  error: string | undefined;
  onLines: (lines: string[]) => void;
}) {
  const [typed, setTyped] = useState(lines.join("\n"));
  const same = toLines(typed).join("\n") === lines.join("\n");
  return (
    <Field label={label} hint="One a line" {...(error ? { error } : {})}>
      <Textarea
        rows={2}
        value={same ? typed : lines.join("\n")}
        placeholder={placeholder}
        onValueChange={(text) => {
          setTyped(text);
          onLines(toLines(text));
        }}
      />
    </Field>
  );
}
