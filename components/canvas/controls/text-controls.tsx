"use client";

import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
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
