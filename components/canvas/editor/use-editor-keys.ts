"use client";

import { type KeyboardEvent, useCallback, useRef } from "react";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import type { Flow } from "@/components/canvas/to-flow";
import { continuesBy, deleteSteps, type Edit, type Slot } from "@/core/edit";
import { copySteps, cutSteps, duplicateSteps, pasteSteps } from "@/core/edit-paste";
import { type Graph, type NodeId, nodeOf } from "@/core/graph";
import type { Problem } from "@/core/problem";
import { isTyping, stepTowards } from "./editor-keys";
import { newStepId } from "./new-step-id";

export interface EditorKeys {
  readonly store: DraftStore;
  readonly flow: Flow;
  readonly selected: NodeId | null;
  readonly select: (id: NodeId | null) => void;
  readonly run: (command: (graph: Graph) => Edit) => Edit;
  readonly add: (slot: Slot, anchor: Element) => void;
  readonly problems: readonly Problem[];
  readonly openProblem: (nodeId: NodeId | null, path: string | undefined) => void;
  readonly setSpoken: (words: string) => void;
}

/** The keys of CANVAS §4.3: walk, open, add, delete, copy, undo, next problem. Fields keep their own keys. */
export function useEditorKeys(keys: EditorKeys): (event: KeyboardEvent) => void {
  const latest = useRef(keys);
  latest.current = keys;
  return useCallback((event: KeyboardEvent) => {
    if (isTyping(event.target)) return;
    const done = event.ctrlKey || event.metaKey ? withControl(event, latest.current) : plain(event, latest.current);
    if (done) event.preventDefault();
  }, []);
}

function plain(
  event: KeyboardEvent,
  { flow, selected, select, run, add, problems, openProblem, store }: EditorKeys,
): boolean {
  const graph = store.getState().graph;
  const from = focusedStep(event.target) ?? selected ?? flow.drawn.nodes[0]?.id ?? null;
  if (event.key === "F8") {
    const next = nextProblem(problems, selected, event.shiftKey ? -1 : 1);
    if (next) openProblem(next.nodeId, next.path);
    return next !== undefined;
  }
  if (event.key === "Escape") {
    select(null);
    if (from !== null) focusCard(from);
    return true;
  }
  if (from === null) return false;
  const towards = stepTowards(flow.drawn, from, event.key);
  if (towards !== null) {
    select(towards);
    focusCard(towards);
    return true;
  }
  if (event.key.toLowerCase() === "a") {
    const node = nodeOf(graph, from);
    const outlet = node && continuesBy(node);
    const anchor = document.getElementById(`step-${from}`);
    if (outlet && anchor) add({ from, outlet }, anchor);
    return true;
  }
  if (event.key === "Delete" || event.key === "Backspace") {
    run((draft) => deleteSteps(draft, [from]));
    return true;
  }
  return false;
}

function withControl(event: KeyboardEvent, keys: EditorKeys): boolean {
  const { store, selected, select, run, setSpoken } = keys;
  const key = event.key.toLowerCase();
  if (key === "z" || key === "y") {
    const back = key === "z" && !event.shiftKey;
    const entry = back ? store.getState().undo() : store.getState().redo();
    setSpoken(entry ? `${back ? "Undid" : "Did again"}: ${entry.patch.label}` : "Nothing to undo");
    if (entry?.focus && nodeOf(store.getState().graph, entry.focus)) select(entry.focus);
    return true;
  }
  if (key === "v") {
    void navigator.clipboard.readText().then((text) => {
      const node = selected === null ? undefined : nodeOf(store.getState().graph, selected);
      const outlet = node && continuesBy(node);
      run((graph) => pasteSteps(graph, text, node && outlet ? { from: node.id, outlet } : null, newStepId));
    });
    return true;
  }
  if (selected === null) return false;
  if (key === "d") run((graph) => duplicateSteps(graph, [selected], newStepId));
  else if (key === "c") void copy(copySteps(store.getState().graph, [selected]), setSpoken);
  else if (key === "x") {
    const cut = cutSteps(store.getState().graph, [selected]);
    void copy(cut.text, setSpoken);
    run(() => cut.edit);
  } else return false;
  return true;
}

async function copy(text: string | null, say: (words: string) => void): Promise<void> {
  if (text === null) return;
  await navigator.clipboard.writeText(text);
  say("Copied");
}

const focusedStep = (target: EventTarget | null): NodeId | null =>
  target instanceof HTMLElement && target.id.startsWith("step-") ? target.id.slice("step-".length) : null;

/** After React has drawn it: a culled card is mounted when the canvas has panned to it. */
export function focusCard(id: NodeId): void {
  requestAnimationFrame(() => document.getElementById(`step-${id}`)?.focus({ preventScroll: true }));
}

function nextProblem(problems: readonly Problem[], at: NodeId | null, by: 1 | -1): Problem | undefined {
  const inOrder = [...problems].sort((a, b) => Number(a.rank === "look") - Number(b.rank === "look"));
  const index = inOrder.findIndex((problem) => problem.nodeId === at);
  return inOrder[(index + by + inOrder.length) % Math.max(1, inOrder.length)];
}
