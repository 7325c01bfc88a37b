"use client";

import { useCallback, useState } from "react";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import { notify } from "@/components/ui/toast";
import { type Edit, refuse } from "@/core/edit";
import { type Graph, nodeOf } from "@/core/graph";
import type { Selection } from "./use-selection";

/** How a command is run. `say` replaces the label in what is spoken. */
export interface RunOptions {
  readonly typing?: boolean;
  /** Where the screen goes afterwards: the panel opens, the card is shown under the keyboard, or nothing moves. */
  readonly after?: "open" | "show" | "stay";
  readonly say?: string;
}

export type Run = (command: (graph: Graph) => Edit, options?: RunOptions) => Edit;

/**
 * Runs commands on the draft, says what they did in a live region, and shows where.
 * @param closed why nothing can be changed now; null: it can
 */
export function useRun(store: DraftStore, selection: Selection, closed: string | null) {
  const [spoken, say] = useState("");
  const { open, walkTo } = selection;
  const show = useCallback(
    (id: string | null, after: NonNullable<RunOptions["after"]>) => {
      if (id === null || !nodeOf(store.getState().graph, id)) return;
      if (after === "open") open(id);
      if (after === "show") walkTo(id);
    },
    [store, open, walkTo],
  );
  /** Whether something may be changed now; says why not. */
  const mayChange = useCallback((): boolean => {
    if (closed === null) return true;
    notify({ title: closed, tone: "warning" });
    say(closed);
    return false;
  }, [closed]);
  const run: Run = useCallback(
    (command, { typing = false, after = "show", say: words } = {}) => {
      if (closed !== null && !mayChange()) return refuse(closed);
      const edit = store.getState().run(command, { typing });
      if (!edit.ok) {
        notify({ title: edit.message, tone: "warning" });
        say(edit.message);
      } else {
        if (!typing) say(words ?? edit.label);
        show(edit.focus, after);
      }
      return edit;
    },
    [store, show, closed, mayChange],
  );
  const goBack = useCallback(
    (way: "undo" | "redo") => {
      const entry = way === "undo" ? store.getState().undo() : store.getState().redo();
      const done = way === "undo" ? "Undid" : "Did again";
      say(entry ? (entry.refused ?? `${done}: ${entry.patch.label}`) : `Nothing to ${way}`);
      if (!entry) return;
      if (entry.refused !== null) notify({ title: entry.refused, tone: "warning" });
      const here = [entry.focus, ...Object.keys(entry.patch.nodes)].find(
        (id) => id !== null && nodeOf(store.getState().graph, id) !== undefined,
      );
      // Only the view follows: the keyboard stays with whoever pressed the keys, unless its card is gone.
      if (here) walkTo(here, isNobodys(document.activeElement) || isCard(document.activeElement));
    },
    [store, walkTo],
  );
  return { run, mayChange, goBack, spoken, say };
}

/** The page itself has the focus, or nothing. */
const isNobodys = (element: Element | null): boolean => element === null || element.matches("body, main");

const isCard = (element: Element | null): boolean => element?.id.startsWith("step-") ?? false;
