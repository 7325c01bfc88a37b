"use client";

import { useQuery } from "@tanstack/react-query";
import type { Right } from "@/core/rights";
import { useTRPC } from "./react";

/** The workspace one is in and what one may do there. The frame has read it before any page is drawn. */
export function useWorkspace() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.workspace.get.queryOptions());
  const rights = data?.me.rights ?? [];
  return {
    slug: data?.workspace.slug ?? "",
    zone: data?.workspace.timeZone ?? "UTC",
    me: data?.me ?? null,
    workspace: data?.workspace ?? null,
    can: (right: Right): boolean => rights.some((given) => given === right),
  };
}
