"use client";

import { Plus } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";

export interface ListedThing {
  readonly id: string;
  readonly title: string;
  readonly detail: ReactNode;
  readonly badge?: ReactNode;
}

export interface NewField {
  readonly key: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly type?: string;
}

export interface NamedListProps {
  /** Null while it loads. */
  readonly things: readonly ListedThing[] | null;
  /** "topic" */
  readonly noun: string;
  readonly fields: readonly NewField[];
  readonly empty: { readonly title: string; readonly why: string };
  readonly onAdd: (values: Readonly<Record<string, string>>) => Promise<unknown>;
  readonly removeLabel: string;
  readonly onRemove: ((id: string) => Promise<unknown>) | null;
}

/** Things of a workspace with a short form to add one: topics, senders, products, keys. Errors stand at their field. */
export function NamedList({ things, noun, fields, empty, onAdd, removeLabel, onRemove }: NamedListProps) {
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
  const remove = (id: string) => {
    onRemove?.(id).catch((error: unknown) =>
      notify({ title: "That did not work", description: errorMessage(error), tone: "error" }),
    );
  };

  return (
    <div className="flex flex-col gap-5">
      <Card flush>
        {things === null ? (
          <Loading label="Loading">
            <Skeleton className="m-5 h-24" />
          </Loading>
        ) : things.length === 0 ? (
          <EmptyState size="inline" title={empty.title}>
            {empty.why}
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {things.map((thing) => (
              <li key={thing.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3">
                <div className="min-w-0 flex-1 basis-44">
                  <p className="truncate font-medium">{thing.title}</p>
                  <p className="text-ink2 text-sm">{thing.detail}</p>
                </div>
                {thing.badge}
                {onRemove ? (
                  <Button
                    size="sm"
                    variant="quiet"
                    aria-label={`${removeLabel} ${thing.title}`}
                    onClick={() => remove(thing.id)}
                  >
                    {removeLabel}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Card>
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
    </div>
  );
}
