"use client";

import { useState } from "react";
import { useStore } from "zustand";
import type { Graph } from "@/core/graph";
import { createDraftStore, type DraftActions, type DraftState, type DraftStore } from "./draft-store";

/** The draft store of one open sequence. Made once per sequence: what the server says later comes through `saved`. */
export function useDraftStore(graph: Graph, revision: number): DraftStore {
  const [store] = useState(() => createDraftStore({ graph, revision }, () => Date.now()));
  return store;
}

export const useDraftState = <T>(store: DraftStore, select: (state: DraftState & DraftActions) => T): T =>
  useStore(store, select);
