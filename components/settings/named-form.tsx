"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";

export interface NewField {
  readonly key: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly type?: string;
}

export interface NamedFormProps {
  /** "topic" */
  readonly noun: string;
  readonly fields: readonly NewField[];
  readonly onAdd: (values: Readonly<Record<string, string>>) => Promise<unknown>;
}

/** A short form that adds one to a list. Errors stand at their field. */
export function NamedForm({ noun, fields, onAdd }: NamedFormProps) {
  const [values, setValues] = useState<Record<string, string>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    try {
      await onAdd(values);
      setValues({});
      setErrors({});
    } catch (error) {
      const found = fieldErrors(error);
      setErrors(found);
      if (Object.keys(found).length === 0)
        notify({ title: `This ${noun} was not added`, description: errorMessage(error), tone: "error" });
    } finally {
      setBusy(false);
    }
  }
  return (
    <Card title={`New ${noun}`}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-wrap items-end gap-3">
        {fields.map(({ key, label, placeholder, type }) => (
          <Field key={key} label={label} error={errors[key]} className="min-w-48 flex-1">
            <Input
              type={type ?? "text"}
              placeholder={placeholder ?? ""}
              value={values[key] ?? ""}
              onValueChange={(text) => setValues((before) => ({ ...before, [key]: text }))}
            />
          </Field>
        ))}
        <Button type="submit" icon={<Plus />} busy={busy}>
          Add
        </Button>
      </form>
    </Card>
  );
}
