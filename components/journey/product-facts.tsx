"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import type { ContactFacts } from "./journey-data";

const facts = [
  { value: "bought", label: "Bought it" },
  { value: "has_competing", label: "Has another maker's" },
  { value: "not_for_them", label: "Not for them" },
] as const;
type Fact = (typeof facts)[number]["value"];

/** What we know per product: each of these stops mails that promote it. */
export function ProductFacts({ contact, zone }: { contact: ContactFacts; zone: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const { vocabulary } = useVocabulary();
  const [productId, setProductId] = useState<string | null>(null);
  const [fact, setFact] = useState<Fact>("bought");
  const after = {
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: trpc.contacts.pathKey() }),
        queries.invalidateQueries({ queryKey: trpc.journeys.pathKey() }),
      ]),
    onError: notifyFailure,
  };
  const set = useMutation(trpc.productFacts.set.mutationOptions(after));
  const clear = useMutation(trpc.productFacts.clear.mutationOptions(after));
  const products = (vocabulary?.products ?? []).filter(({ archived }) => !archived);
  const mayWrite = can("consent.write");
  if (products.length === 0 && contact.productFacts.length === 0) return null;
  return (
    <section>
      <h3 className="mb-2 font-semibold">Products</h3>
      <ul className="flex flex-col gap-1.5 text-sm">
        {contact.productFacts.map(({ productId: id, productName, fact: what, source, occurredAt }) => (
          <li key={`${id}${what}`} className="flex items-center gap-2">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{productName}</span>:{" "}
              {facts.find(({ value }) => value === what)?.label.toLowerCase() ?? what}
              <span className="text-ink3">
                , {source}, <DateTime at={occurredAt} zone={zone} format="day" />
              </span>
            </span>
            {mayWrite ? (
              <IconButton
                label={`Take back: ${productName}`}
                icon={<X />}
                size="sm"
                onClick={() => clear.mutate({ contactId: contact.id, productId: id, fact: what as Fact })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {mayWrite && products.length > 0 ? (
        <div className="mt-2 flex gap-2">
          <Select
            aria-label="Product"
            size="sm"
            options={products.map(({ id, name }) => ({ value: id, label: name }))}
            value={productId}
            onValueChange={setProductId}
            placeholder="Product"
          />
          <Select aria-label="What we know" size="sm" options={facts} value={fact} onValueChange={setFact} />
          <Button
            size="sm"
            disabled={productId === null}
            busy={set.isPending}
            onClick={() => productId !== null && set.mutate({ contactId: contact.id, productId, fact })}
          >
            Add
          </Button>
        </div>
      ) : null}
    </section>
  );
}
