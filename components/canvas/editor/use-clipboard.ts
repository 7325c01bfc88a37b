"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import { continuesBy } from "@/core/edit";
import { copySteps, cutSteps, holdsSteps, pasteSteps } from "@/core/edit-paste";
import { type Graph, type NodeId, nodeOf } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";
import { isOurs, isTyping } from "./key-target";
import { newStepId } from "./new-step-id";
import type { Run } from "./use-run";
import type { Selection } from "./use-selection";

const KEY = "heed.clip";

/** The steps copied last in this browser, for the menu: reading the real clipboard would ask for permission. */
export const readClip = (): string | null => localStorage.getItem(KEY);

/**
 * Copy, cut and paste by the browser's own events, which need no permission: steps travel as text, between sequences,
 * workspaces and windows. Text that is marked on the page is copied as ever.
 */
export function useClipboard(
  root: RefObject<HTMLElement | null>,
  input: { store: DraftStore; selection: Selection; run: Run; say: (words: string) => void },
): void {
  const latest = useRef(input);
  latest.current = input;
  useEffect(() => {
    const isMine = (event: ClipboardEvent) =>
      isOurs(event.target, root.current) && !isTyping(event.target) && (getSelection()?.isCollapsed ?? true);
    const keep = (event: ClipboardEvent, text: string) => {
      event.preventDefault();
      event.clipboardData?.setData("text/plain", text);
      keepClip(text);
    };
    const copy = (event: ClipboardEvent) => {
      const { store, selection, say } = latest.current;
      const { graph } = store.getState();
      const text = isMine(event) ? copySteps(graph, selection.chosen()) : null;
      if (text === null) return;
      keep(event, text);
      say(sayCopied(graph, selection.chosen()));
    };
    const cut = (event: ClipboardEvent) => {
      const { store, selection, run } = latest.current;
      if (!isMine(event)) return;
      const { text, edit } = cutSteps(store.getState().graph, selection.chosen());
      if (text === null) return;
      keep(event, text);
      run(() => edit);
    };
    const paste = (event: ClipboardEvent) => {
      const { store, selection, run, say } = latest.current;
      if (!isMine(event)) return;
      event.preventDefault();
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!holdsSteps(text)) return say("The clipboard holds no steps");
      const last = selection.chosen().at(-1);
      const node = last === undefined ? undefined : nodeOf(store.getState().graph, last);
      const outlet = node && continuesBy(node);
      run((graph) => pasteSteps(graph, text, node && outlet ? { from: node.id, outlet } : null, newStepId));
    };
    document.addEventListener("copy", copy);
    document.addEventListener("cut", cut);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", cut);
      document.removeEventListener("paste", paste);
    };
  }, [root]);
}

/** The entry is not copied. */
export function sayCopied(graph: Graph, ids: readonly NodeId[]): string {
  const count = ids.filter((id) => nodeTypeOf(nodeOf(graph, id)?.kind ?? "")?.entry !== true).length;
  return count === 1 ? "Copied a step" : `Copied ${count} steps`;
}

/** A full storage only takes the menu's "Paste steps" away. */
export function keepClip(text: string): void {
  try {
    localStorage.setItem(KEY, text);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
