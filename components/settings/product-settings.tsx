"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/react";
import { NamedList } from "./named-list";

export function ProductSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  // what changes the list is also in every picker
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.pathKey() });
  const list = useQuery(trpc.products.list.queryOptions());
  const create = useMutation(trpc.products.create.mutationOptions({ onSuccess: refresh }));
  const archive = useMutation(trpc.products.archive.mutationOptions({ onSuccess: refresh }));
  return (
    <NamedList
      noun="product"
      things={
        list.data?.map((product) => ({ id: product.id, title: product.name, detail: `Key ${product.key}` })) ?? null
      }
      fields={[
        { key: "name", label: "Name", placeholder: "Site Pro" },
        { key: "key", label: "Key in events", placeholder: "site-pro" },
      ]}
      empty={{ title: "No products yet", why: "Who has bought a product is never sold it again." }}
      onAdd={(values) => create.mutateAsync({ name: values.name ?? "", key: values.key ?? "" })}
      removeLabel="Archive"
      onRemove={(id) => archive.mutateAsync({ id })}
    />
  );
}
