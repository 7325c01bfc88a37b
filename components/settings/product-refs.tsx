"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { notify } from "@/components/ui/toast";

/** Which price or product of Stripe is which product of ours. A look-up key that equals a product's key needs no entry. */
export function ProductRefs() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const products = useQuery(trpc.products.list.queryOptions());
  const refs = useQuery(trpc.products.refs.queryOptions());
  const [productId, setProductId] = useState<string | null>(null);
  const [ref, setRef] = useState("");
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.products.pathKey() });
  const onError = (error: unknown) => {
    if (Object.keys(fieldErrors(error)).length === 0)
      notify({ title: "That did not work", description: errorMessage(error), tone: "error" });
  };
  const add = useMutation(
    trpc.products.addRef.mutationOptions({
      onSuccess: async () => {
        setRef("");
        await refresh();
      },
      onError,
    }),
  );
  const remove = useMutation(trpc.products.removeRef.mutationOptions({ onSuccess: refresh, onError }));
  const errors = add.error ? fieldErrors(add.error) : {};
  const nameOf = (id: string) => products.data?.find((product) => product.id === id)?.name ?? "a product";
  if (!products.data || products.data.length === 0) return null;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (productId !== null) add.mutate({ productId, source: "stripe", ref });
  }
  return (
    <Card title="Products in Stripe" description="Which of their prices and products is which of yours.">
      <div className="flex flex-col gap-4">
        {refs.data && refs.data.length > 0 ? (
          <ul className="divide-y divide-line" aria-label="Products in Stripe">
            {refs.data.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center gap-3 py-2">
                <code className="min-w-0 flex-1 basis-40 truncate">{one.ref}</code>
                <span>{nameOf(one.productId)}</span>
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={`Remove ${one.ref}`}
                  onClick={() => remove.mutate({ id: one.id })}
                >
                  Remove
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
          <Field label="Id of a price or product" error={errors.ref} className="min-w-48 flex-1">
            <Input value={ref} onValueChange={setRef} placeholder="price_1Q…" />
          </Field>
          <Field label="Is" nativeLabel={false} error={errors.productId} className="min-w-40">
            <Select
              aria-label="Product"
              placeholder="Choose a product"
              options={products.data.map(({ id, name }) => ({ value: id, label: name }))}
              value={productId}
              onValueChange={setProductId}
            />
          </Field>
          <Button type="submit" busy={add.isPending} disabled={productId === null}>
            Add
          </Button>
        </form>
      </div>
    </Card>
  );
}
