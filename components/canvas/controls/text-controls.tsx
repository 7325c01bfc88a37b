"use client";

import { useRef } from "react";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { asText, type ControlProps } from "./control";
import { Labelled } from "./labelled";
import { VariableMenu } from "./variable-menu";

export function TextControl(props: ControlProps) {
  const { field, value, onChange } = props;
  return (
    <Labelled props={props}>
      <Input
        value={asText(value)}
        placeholder={field.placeholder ?? ""}
        onValueChange={(text) => onChange(text, true)}
      />
    </Labelled>
  );
}

export function TextareaControl(props: ControlProps) {
  const { field, value, onChange } = props;
  return (
    <Labelled props={props}>
      <Textarea
        rows={3}
        value={asText(value)}
        placeholder={field.placeholder ?? ""}
        onValueChange={(text) => onChange(text, true)}
      />
    </Labelled>
  );
}

export function UrlControl(props: ControlProps) {
  const { field, value, onChange } = props;
  return (
    <Labelled props={props}>
      <Input
        type="url"
        inputMode="url"
        value={asText(value)}
        placeholder={field.placeholder ?? "https://"}
        onValueChange={(text) => onChange(text, true)}
      />
    </Labelled>
  );
}

export function DateControl(props: ControlProps) {
  return (
    <Labelled props={props}>
      <Input type="date" value={asText(props.value)} onValueChange={(text) => props.onChange(text)} />
    </Labelled>
  );
}

/** One line that may name values of the person: a menu puts them in with a fallback. */
export function MergeLineControl(props: ControlProps) {
  const { field, value, onChange, vocabulary } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <Labelled props={props}>
      <Input
        ref={input}
        value={asText(value)}
        placeholder={field.placeholder ?? ""}
        onValueChange={(text) => onChange(text, true)}
        trailing={
          <VariableMenu
            vocabulary={vocabulary}
            onPick={(variable) => insertAt(input.current, asText(value), variable, onChange)}
          />
        }
      />
    </Labelled>
  );
}

/** Text of a mail: paragraphs, **bold**, lists, [links](https://…) and values of the person. */
export function MailBodyControl(props: ControlProps) {
  const { value, onChange, vocabulary } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  return (
    <Labelled props={props}>
      <div className="flex flex-col gap-1.5">
        <Textarea
          ref={input}
          rows={11}
          className="min-h-56"
          value={asText(value)}
          placeholder={'Hi {{ first_name | default: "there" }},'}
          onValueChange={(text) => onChange(text, true)}
        />
        <div className="flex items-center justify-between gap-2 text-caption text-ink3">
          <span>**bold**, - lists, [link](https://…)</span>
          <VariableMenu
            vocabulary={vocabulary}
            onPick={(variable) => insertAt(input.current, asText(value), variable, onChange)}
          />
        </div>
      </div>
    </Labelled>
  );
}

function insertAt(
  element: HTMLInputElement | HTMLTextAreaElement | null,
  text: string,
  variable: string,
  onChange: ControlProps["onChange"],
): void {
  const at = element?.selectionStart ?? text.length;
  onChange(`${text.slice(0, at)}${variable}${text.slice(element?.selectionEnd ?? at)}`);
  element?.focus();
}
