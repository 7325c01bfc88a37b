"use client";

import type { ReactNode } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import { NamedForm, type NamedFormProps } from "./named-form";

export interface ListedThing {
  readonly id: string;
  readonly title: string;
  readonly detail: ReactNode;
  readonly badge?: ReactNode;
}

export interface NamedListProps extends Omit<NamedFormProps, "onAdd"> {
  /** Null for who may not. */
  readonly onAdd: NamedFormProps["onAdd"] | null;
  /** Null while it loads. */
  readonly things: readonly ListedThing[] | null;
  readonly empty: { readonly title: string; readonly why: string };
  readonly removeLabel: string;
  readonly onRemove: ((id: string) => Promise<unknown>) | null;
}

/** Things of a workspace with a short form to add one: products, numbers. Errors stand at their field. */
export function NamedList({ things, noun, fields, empty, onAdd, removeLabel, onRemove }: NamedListProps) {
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
      {onAdd ? <NamedForm noun={noun} fields={fields} onAdd={onAdd} /> : null}
    </div>
  );
}
