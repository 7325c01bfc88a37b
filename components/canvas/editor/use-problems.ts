"use client";

import { useDeferredValue, useMemo } from "react";
import type { Graph } from "@/core/graph";
import type { Lookup } from "@/core/node-type";
import type { Problem } from "@/core/problem";
import { validate } from "@/core/validate";

/** The draft's problems by the same rules as the server's, as one types; behind typing, never before it. */
export function useProblems(graph: Graph, lookup: Lookup): readonly Problem[] {
  const settled = useDeferredValue(graph);
  return useMemo(() => validate(settled, lookup), [settled, lookup]);
}
