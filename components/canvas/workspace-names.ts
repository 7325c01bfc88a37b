"use client";

import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMemo } from "react";
import { useTRPC } from "@/components/trpc/react";
import { narrowBrand } from "@/core/brand";
import { knownMergeVariables } from "@/core/merge-fields";
import type { Names } from "@/core/names";
import { noNames } from "@/core/names";
import type { Lookup } from "@/core/node-type";
import type { AppRouter } from "@/server/api/root";

export type WorkspaceVocabulary = inferRouterOutputs<AppRouter>["workspace"]["names"];

/** What exists in the workspace, for sentences, pickers and checks: read once and shared by every screen. */
export function useVocabulary(initial?: WorkspaceVocabulary): {
  vocabulary: WorkspaceVocabulary | null;
  names: Names;
  lookup: Lookup;
} {
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.workspace.names.queryOptions(),
    staleTime: 30_000,
    ...(initial ? { initialData: initial } : {}),
  });
  return useMemo(
    () =>
      data === undefined
        ? { vocabulary: null, names: noNames, lookup: {} }
        : { vocabulary: data, names: namesOf(data), lookup: lookupOf(data) },
    [data],
  );
}

const listsOf = (
  data: WorkspaceVocabulary,
): Partial<Record<Parameters<Names>[0], readonly { id: string; name: string }[]>> => ({
  sender: data.senders,
  topic: data.topics,
  product: data.products,
  segment: data.segments,
  sequence: data.sequences,
  member: data.members,
  team: data.teams,
  rule: data.rules,
  form: data.forms,
});

function namesOf(data: WorkspaceVocabulary): Names {
  const lists = listsOf(data);
  return (kind, id) =>
    kind === "attribute"
      ? (data.attributes.find(({ key, isDefined }) => isDefined && key === id)?.label ?? id)
      : (lists[kind]?.find((one) => one.id === id)?.name ?? null);
}

/** The same with the brand of the team a sequence belongs to. */
export function withBrand(lookup: Lookup, data: WorkspaceVocabulary | null, teamId: string | null): Lookup {
  if (data === null) return lookup;
  const own = data.brands.teams.find((one) => one.teamId === teamId)?.rules ?? null;
  return { ...lookup, brand: narrowBrand(data.brands.workspace, own) };
}

function lookupOf(data: WorkspaceVocabulary): Lookup {
  const lists = listsOf(data);
  return {
    has: (kind, id) => kind === "attribute" || (lists[kind]?.some((one) => one.id === id) ?? false),
    mergeVariables: knownMergeVariables(data.attributes.map(({ key }) => key)),
    ...data.listed,
    senderAddress: (id) => data.senders.find((one) => one.id === id)?.address ?? null,
  };
}
