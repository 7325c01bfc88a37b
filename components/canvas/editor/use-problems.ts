"use client";

import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { Graph } from "@/core/graph";
import type { Lookup } from "@/core/node-type";
import type { Problem } from "@/core/problem";
import type { validate } from "@/core/validate";

type Judge = typeof validate;

// What is looked at was judged by the server.
const loadJudge = (): Promise<Judge> => import("@/core/validate").then((module) => module.validate);

export interface Problems {
  /** Those of the draft as one types: behind typing, never before it. */
  readonly problems: readonly Problem[];
  /** Judges the draft as it is now, by the same rules as the server. */
  readonly read: () => Promise<readonly Problem[]>;
  /** Fetches the rules before they are asked for: somebody is about to write. */
  readonly prepare: () => void;
}

/** The draft's problems: until something is changed those the server found, then by the same rules in this browser. */
export function useProblems(input: {
  readonly graph: Graph;
  readonly lookup: Lookup;
  /** Of the graph as the page was read. */
  readonly found: readonly Problem[];
  readonly readGraph: () => Graph;
}): Problems {
  const { graph, lookup, found, readGraph } = input;
  const first = useRef({ graph, lookup });
  const [judge, setJudge] = useState<Judge | null>(null);
  const settled = useDeferredValue(graph);
  const load = useCallback(async () => {
    const loaded = await loadJudge();
    setJudge(() => loaded);
    return loaded;
  }, []);
  const isFirst = (one: Graph) => first.current.graph === one && first.current.lookup === lookup;
  const changed = !isFirst(graph);
  useEffect(() => {
    if (changed) void load();
  }, [changed, load]);
  const judged = isFirst(settled) ? null : settled;
  return {
    problems: useMemo(
      () => (judged === null ? found : (judge?.(judged, lookup) ?? found)),
      [judge, judged, lookup, found],
    ),
    read: useCallback(async () => (await load())(readGraph(), lookup), [load, readGraph, lookup]),
    prepare: useCallback(() => void load(), [load]),
  };
}
