"use client";

import { useCallback, useState } from "react";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import { outletsOf } from "@/core/compile";
import { deleteSteps } from "@/core/edit";
import { type NodeId, nodeOf } from "@/core/graph";
import type { Run } from "./use-run";

/** Deleting steps; a fork with more than one way behind it asks first which one stays. */
export function useDeleting(store: DraftStore, run: Run) {
  const [asking, setAsking] = useState<NodeId | null>(null);
  const remove = useCallback(
    (ids: readonly NodeId[]) => {
      const [only] = ids;
      const graph = store.getState().graph;
      const node = only !== undefined && ids.length === 1 ? nodeOf(graph, only) : undefined;
      if (node && new Set(outletsOf(graph, node.id).flatMap(({ id }) => node.next[id] ?? [])).size > 1)
        setAsking(node.id);
      else run((draft) => deleteSteps(draft, ids));
    },
    [store, run],
  );
  const keep = useCallback(
    (outlet: string) => {
      if (asking !== null) run((draft) => deleteSteps(draft, [asking], outlet));
      setAsking(null);
    },
    [asking, run],
  );
  return { asking, remove, keep, cancel: () => setAsking(null) };
}
