"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/react";
import { Badge } from "@/components/ui/badge";
import { NamedList } from "./named-list";
import { SuppressionImport } from "./suppression-import";

/** What changes a list is also in every picker. */
function useRefresh(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: trpc.pathKey() });
  };
}

export function ProductSettings() {
  const trpc = useTRPC();
  const refresh = useRefresh();
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

export function SuppressionSettings() {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const list = useQuery(trpc.suppressions.list.queryOptions({}));
  const add = useMutation(trpc.suppressions.add.mutationOptions({ onSuccess: refresh }));
  return (
    <div className="flex flex-col gap-5">
      <NamedList
        noun="suppression"
        things={
          list.data?.items.map((row) => ({
            id: row.id,
            title: row.email ?? "An erased address",
            detail: row.reason.replaceAll("_", " "),
            badge: <Badge tone="rust">{row.scope === "all" ? "everything" : "marketing and sales"}</Badge>,
          })) ?? null
        }
        fields={[
          { key: "email", label: "Address", type: "email" },
          { key: "reason", label: "Why", placeholder: "Asked by telephone" },
        ]}
        empty={{
          title: "Nobody is suppressed",
          why: "Whoever unsubscribes, complains or cannot be reached stands here and is never written to.",
        }}
        onAdd={(values) => add.mutateAsync({ email: values.email ?? "", reason: values.reason ?? "", scope: "all" })}
        removeLabel="Lift"
        onRemove={null}
      />
      <SuppressionImport />
    </div>
  );
}
