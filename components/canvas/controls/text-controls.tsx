"use client";

import { useRef } from "react";
import { ValueMenu, valueOptions } from "@/components/mail/value-menu";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { knownMergeVariables } from "@/core/merge-fields";
import { asText, type ControlProps } from "./control";
import { Labelled } from "./labelled";

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
          <ValueMenu
            values={valueOptions(knownMergeVariables(vocabulary.attributes.map(({ key }) => key)))}
            onPick={(variable) => insertAt(input.current, asText(value), variable, onChange)}
          />
        }
      />
    </Labelled>
  );
}

function insertAt(
  element: HTMLInputElement | null,
  text: string,
  variable: string,
  onChange: ControlProps["onChange"],
): void {
  const at = element?.selectionStart ?? text.length;
  onChange(`${text.slice(0, at)}${variable}${text.slice(element?.selectionEnd ?? at)}`);
  element?.focus();
}
