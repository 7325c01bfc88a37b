"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/react";
import { useSaveEnd } from "@/components/trpc/use-save-end";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

const sources = [
  { value: "stripe" as const, label: "Stripe", placeholder: "price_1Q…" },
  { value: "shopify" as const, label: "Shopify", placeholder: "Variant, product, SKU or title" },
];
const nameOfSource = (source: string): string => sources.find(({ value }) => value === source)?.label ?? source;

/** What Stripe and Shopify call which product of ours. A look-up key, SKU or title that equals a product's key needs no entry. */
export function ProductRefs() {
  const trpc = useTRPC();
  const products = useQuery(trpc.products.list.queryOptions());
  const refs = useQuery(trpc.products.refs.queryOptions());
  const [productId, setProductId] = useState<string | null>(null);
  const [ref, setRef] = useState("");
  const [source, setSource] = useState<(typeof sources)[number]["value"]>("stripe");
  const { errors, end } = useSaveEnd({ failed: "That did not work", stale: [trpc.products.pathKey()] });
  const add = useMutation(
    trpc.products.addRef.mutationOptions({
      ...end,
      onSuccess: async () => {
        setRef("");
        await end.onSuccess();
      },
    }),
  );
  const remove = useMutation(trpc.products.removeRef.mutationOptions(end));
  const nameOf = (id: string) => products.data?.find((product) => product.id === id)?.name ?? "a product";
  if (!products.data || products.data.length === 0) return null;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (productId !== null) add.mutate({ productId, source, ref });
  }
  return (
    <Card title="Products elsewhere" description="Which of their prices, variants and products is which of yours.">
      <div className="flex flex-col gap-4">
        {refs.data && refs.data.length > 0 ? (
          <ul className="divide-y divide-line" aria-label="Products elsewhere">
            {refs.data.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center gap-3 py-2">
                <code className="min-w-0 flex-1 basis-40 truncate">{one.ref}</code>
                <span className="text-ink2">{nameOfSource(one.source)}</span>
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
          <Field label="In" nativeLabel={false} error={errors.source} className="min-w-32">
            <Select aria-label="Where" options={sources} value={source} onValueChange={setSource} />
          </Field>
          <Field label="Is called" error={errors.ref} className="min-w-48 flex-1">
            <Input
              value={ref}
              onValueChange={setRef}
              placeholder={sources.find(({ value }) => value === source)?.placeholder ?? ""}
            />
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
