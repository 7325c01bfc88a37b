import { useCallback, useSyncExternalStore } from "react";
import { share } from "@/components/canvas/share";
import type { NodeId } from "@/core/graph";
import type { Counts, NodeCounts } from "./live-figures";

/** The figures of a sequence by step. Who looks at one step hears of that step alone. */
export interface FigureStore {
  readonly of: (nodeId: NodeId) => NodeCounts | undefined;
  readonly subscribe: (nodeId: NodeId, listener: () => void) => () => void;
  /** Takes in the figures of all steps; those who look at one whose figures are other than before are told. */
  readonly take: (nodes: Counts["nodes"]) => void;
}

export function createFigureStore(): FigureStore {
  let known: ReadonlyMap<NodeId, NodeCounts> = new Map();
  const listeners = new Map<NodeId, Set<() => void>>();
  return {
    of: (nodeId) => known.get(nodeId),
    subscribe(nodeId, listener) {
      const heard = listeners.get(nodeId) ?? new Set();
      listeners.set(nodeId, heard.add(listener));
      return () => {
        heard.delete(listener);
        if (heard.size === 0) listeners.delete(nodeId);
      };
    },
    take(nodes) {
      const before = known;
      known = new Map(Object.entries(nodes).map(([nodeId, now]) => [nodeId, share(before.get(nodeId), now)]));
      for (const [nodeId, heard] of listeners) {
        if (before.get(nodeId) === known.get(nodeId)) continue;
        for (const listener of heard) listener();
      }
    },
  };
}

/** One step's figures: drawn again only when they change. */
export function useStepFigures({ of, subscribe }: FigureStore, nodeId: NodeId): NodeCounts | undefined {
  const read = useCallback(() => of(nodeId), [of, nodeId]);
  return useSyncExternalStore(
    useCallback((listener) => subscribe(nodeId, listener), [subscribe, nodeId]),
    read,
    read,
  );
}
