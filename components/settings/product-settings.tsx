"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { NamedList } from "./named-list";

export function ProductSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const mayWrite = can("products.write");
  const [leaving, setLeaving] = useState<string | null>(null);
  // what changes the list is also in every picker
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.pathKey() });
  const list = useQuery(trpc.products.list.queryOptions());
  const create = useMutation(trpc.products.create.mutationOptions({ onSuccess: refresh }));
  const archive = useMutation(trpc.products.archive.mutationOptions({ onSuccess: refresh }));
  const gone = list.data?.find(({ id }) => id === leaving);
  return (
    <>
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
        onAdd={mayWrite ? (values) => create.mutateAsync({ name: values.name ?? "", key: values.key ?? "" }) : null}
        removeLabel="Archive"
        onRemove={mayWrite ? async (id) => setLeaving(id) : null}
      />
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={`Archive ${gone?.name ?? "this product"}?`}
        confirmLabel="Archive"
        danger
        onConfirm={async () => {
          if (leaving !== null) await orSay(archive.mutateAsync({ id: leaving }));
        }}
      >
        It leaves every picker. Who bought it is still not sold it; added again with the same key, it is this product.
      </ConfirmDialog>
    </>
  );
}
