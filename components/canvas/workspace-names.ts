"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/components/trpc/react";
import type { Names } from "@/core/names";
import type { Lookup } from "@/core/node-type";
import { lookupOf, namesOf, type WorkspaceVocabulary } from "./vocabulary";

/** Until they are read nothing may be called deleted. */
const notYet: Names = () => "…";

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
        ? { vocabulary: null, names: notYet, lookup: {} }
        : { vocabulary: data, names: namesOf(data), lookup: lookupOf(data) },
    [data],
  );
}
