"use client";

import { useCallback, useRef, useState } from "react";
import type { NodeId } from "@/core/graph";
import type { Problem } from "@/core/problem";
import { byRank } from "./by-rank";
import type { Selection } from "./use-selection";

/** A field of an open step to put the cursor into; a new object asks again. Without a path: the first field. */
export interface FieldFocus {
  readonly nodeId: NodeId;
  readonly path: string | undefined;
}

const idOf = (problem: Problem): string => `${problem.nodeId} ${problem.path} ${problem.code}`;

/**
 * Opens a problem at its very field; F8 goes through all of them, several of one step one by one. `read` judges the draft as
 * it is at that key: what is drawn may be a few letters behind.
 */
export function useProblemWalk(
  read: () => Promise<readonly Problem[]>,
  selection: Selection,
  say: (words: string) => void,
) {
  const [focus, setFocus] = useState<FieldFocus | null>(null);
  const last = useRef<string | null>(null);
  const { open: openStep, walkTo, selected } = selection;
  const open = useCallback(
    (nodeId: NodeId | null, path: string | undefined) => {
      openStep(nodeId);
      if (nodeId === null) return;
      walkTo(nodeId, false);
      setFocus({ nodeId, path });
    },
    [openStep, walkTo],
  );
  const openProblem = useCallback(
    (problem: Problem) => {
      last.current = idOf(problem);
      say(problem.message);
      open(problem.nodeId, problem.path);
    },
    [open, say],
  );
  const next = useCallback(
    async (by: 1 | -1) => {
      const all = byRank(await read());
      const was = all.findIndex((problem) => idOf(problem) === last.current);
      const here = was === -1 ? all.findIndex((problem) => problem.nodeId === selected) - by : was;
      const problem = all[(here + by + 2 * all.length) % Math.max(1, all.length)];
      if (problem) openProblem(problem);
      else say("Nothing to fix");
    },
    [read, selected, openProblem, say],
  );
  const focusFirst = useCallback((nodeId: NodeId) => setFocus({ nodeId, path: undefined }), []);
  return { focus, openProblem, next, focusFirst };
}
