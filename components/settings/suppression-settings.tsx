"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { NamedForm } from "./named-form";
import { SuppressionImport } from "./suppression-import";
import { SuppressionList } from "./suppression-list";

/** Who is never written to, with what adds to it: by hand, or another program's list. */
export function SuppressionSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const add = useMutation(
    trpc.suppressions.add.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.suppressions.pathKey() }),
    }),
  );
  return (
    <div className="flex flex-col gap-5">
      <SuppressionList />
      {can("suppress") ? (
        <NamedForm
          noun="suppression"
          fields={[
            { key: "email", label: "Address", type: "email" },
            { key: "reason", label: "Why", placeholder: "Asked by telephone" },
          ]}
          onAdd={(values) => add.mutateAsync({ email: values.email ?? "", reason: values.reason ?? "", scope: "all" })}
        />
      ) : null}
      <SuppressionImport />
    </div>
  );
}
