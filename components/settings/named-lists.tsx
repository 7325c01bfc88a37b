"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/react";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { NamedList } from "./named-list";

/** What changes a list is also in every picker. */
function useRefresh(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: trpc.pathKey() });
  };
}

export function TopicSettings() {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const list = useQuery(trpc.topics.list.queryOptions());
  const create = useMutation(trpc.topics.create.mutationOptions({ onSuccess: refresh }));
  const archive = useMutation(trpc.topics.archive.mutationOptions({ onSuccess: refresh }));
  return (
    <NamedList
      noun="topic"
      things={
        list.data?.map((topic) => ({
          id: topic.id,
          title: topic.name,
          detail: topic.description || "No description",
          badge: <Badge>{topic.class}</Badge>,
        })) ?? null
      }
      fields={[
        { key: "name", label: "Name", placeholder: "Product news" },
        { key: "description", label: "What people read about it", placeholder: "What is new and how to use it" },
      ]}
      empty={{ title: "No topics yet", why: "People choose by topic what they get, and limits count by it." }}
      onAdd={(values) => create.mutateAsync({ name: values.name ?? "", description: values.description ?? "" })}
      removeLabel="Archive"
      onRemove={(id) => archive.mutateAsync({ id })}
    />
  );
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

export function KeySettings() {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [shown, setShown] = useState<string | null>(null);
  const list = useQuery(trpc.keys.list.queryOptions());
  const create = useMutation(trpc.keys.create.mutationOptions({ onSuccess: refresh }));
  const revoke = useMutation(trpc.keys.revoke.mutationOptions({ onSuccess: refresh }));
  return (
    <div className="flex flex-col gap-5">
      {shown ? (
        <Callout tone="pine" title="Copy the key now. It is shown this once." live="status">
          <code className="break-all">{shown}</code>
        </Callout>
      ) : null}
      <NamedList
        noun="key"
        things={
          list.data?.map((key) => ({ id: key.id, title: key.name ?? "Key", detail: `${key.start ?? ""}…` })) ?? null
        }
        fields={[{ key: "name", label: "What uses it", placeholder: "Web shop" }]}
        empty={{ title: "No API keys yet", why: "Other programs bring events, purchases and people with a key." }}
        onAdd={async (values) => setShown((await create.mutateAsync({ name: values.name ?? "" })).key)}
        removeLabel="Revoke"
        onRemove={(id) => revoke.mutateAsync({ id })}
      />
    </div>
  );
}

export function SuppressionSettings() {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const list = useQuery(trpc.suppressions.list.queryOptions({}));
  const add = useMutation(trpc.suppressions.add.mutationOptions({ onSuccess: refresh }));
  return (
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
  );
}
