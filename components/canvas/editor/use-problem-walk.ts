"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { NodeId } from "@/core/graph";
import type { Problem } from "@/core/problem";
import { byRank } from "./by-rank";
import type { Selection } from "./use-selection";

/** A field of an open step to put the cursor into; a new object asks again. Without a path: the first field. */
export interface FieldFocus {
  readonly nodeId: NodeId;
  readonly path: string | undefined;
}

export const idOf = (problem: Problem): string => `${problem.nodeId} ${problem.path} ${problem.code}`;

/** The one after (or before) the last that was opened; else one of the open step; else from the beginning, or the end. */
export function problemAfter(
  all: readonly Problem[],
  by: 1 | -1,
  from: { readonly last: string | null; readonly selected: NodeId | null },
): Problem | undefined {
  const was = all.findIndex((problem) => idOf(problem) === from.last);
  if (was !== -1) return all[(was + by + all.length) % all.length];
  const here = from.selected === null ? undefined : all.find((problem) => problem.nodeId === from.selected);
  return here ?? (by === 1 ? all[0] : all.at(-1));
}

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
  useForgotten(focus, setFocus);
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
      const problem = problemAfter(byRank(await read()), by, { last: last.current, selected });
      if (problem) openProblem(problem);
      else say("Nothing to fix");
    },
    [read, selected, openProblem, say],
  );
  const focusFirst = useCallback((nodeId: NodeId) => setFocus({ nodeId, path: undefined }), []);
  return { focus, openProblem, next, focusFirst };
}

const WALKS = /^(Arrow.*|Tab|Escape|Home|End|Page.*)$/;

/** The panel may come late: whoever has gone on by key or pointer by then is not called back into its field. */
function useForgotten(focus: FieldFocus | null, setFocus: (focus: null) => void): void {
  useEffect(() => {
    if (focus === null) return;
    const listening = new AbortController();
    const { signal } = listening;
    const forget = (event: Event) => {
      if (event instanceof KeyboardEvent && !WALKS.test(event.key)) return;
      setFocus(null);
    };
    document.addEventListener("keydown", forget, { capture: true, signal });
    document.addEventListener("pointerdown", forget, { capture: true, signal });
    return () => listening.abort();
  }, [focus, setFocus]);
}
