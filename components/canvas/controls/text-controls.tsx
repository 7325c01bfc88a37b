"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { asText, type ControlProps } from "./control";
import { Labelled } from "./labelled";
import { MergeChipRow } from "./merge-chip-row";
import { VariablePicker } from "./variable-picker";

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

/** One line that may name values of the person: "{" or a button puts them in, at the cursor, with a fallback. */
export function MergeLineControl(props: ControlProps) {
  const { value, onChange, vocabulary } = props;
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const text = asText(value);
  const insert = (variable: string) => {
    const from = input.current?.selectionStart ?? text.length;
    onChange(`${text.slice(0, from)}${variable}${text.slice(input.current?.selectionEnd ?? from)}`);
    setOpen(false);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(from + variable.length, from + variable.length);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "{" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <Labelled props={props}>
        <Input
          ref={input}
          value={text}
          placeholder={props.field.placeholder ?? ""}
          onKeyDown={onKeyDown}
          onValueChange={(next) => onChange(next, true)}
          trailing={<VariablePicker vocabulary={vocabulary} open={open} onOpenChange={setOpen} onPick={insert} />}
        />
      </Labelled>
      <MergeChipRow text={text} vocabulary={vocabulary} onChange={(next) => onChange(next, true)} />
    </div>
  );
}
