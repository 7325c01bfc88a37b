import { createStore, type StoreApi } from "zustand/vanilla";
import type { Edit } from "@/core/edit";
import { mergeDrafts } from "@/core/edit-merge";
import { applyPatch, diffGraphs, type GraphPatch, invertPatch, mergePatches, stayingSteps } from "@/core/edit-patch";
import { type Graph, type NodeId, stepLabel } from "@/core/graph";

/** Where the draft stands towards the server. `revision` is the one the unsaved patches were made on. */
export type SaveState =
  | { readonly is: "saved"; readonly at: number | null }
  | { readonly is: "unsaved" }
  | { readonly is: "saving" }
  /** The server was not reached; the draft is sent when it is, and kept in this browser meanwhile if that has room. */
  | { readonly is: "offline"; readonly kept: boolean }
  /** The server will not have it (signed out, right lost, archived): tried again when something changes, or when asked. */
  | { readonly is: "refused"; readonly words: string; readonly signedOut: boolean }
  /** Somebody else saved in between, and changed what was changed here too. */
  | { readonly is: "conflict"; readonly theirs: Graph; readonly revision: number };

export interface DraftState {
  readonly graph: Graph;
  /** What the server has as `revision`. */
  readonly base: Graph;
  readonly revision: number;
  readonly save: SaveState;
  /** Newest last. */
  readonly undone: readonly HistoryEntry[];
  readonly done: readonly HistoryEntry[];
}

export interface HistoryEntry {
  readonly patch: GraphPatch;
  /** Step to show when it is undone or done again. */
  readonly focus: NodeId | null;
  /** Typing within this long of the last key is one entry (epoch ms). */
  readonly at: number;
}

/** An entry that was undone or done again, or `refused` in words and forgotten: it would have deleted what somebody else wrote. */
export interface Gone extends HistoryEntry {
  readonly refused: string | null;
}

export interface DraftActions {
  /** Runs a command of core/edit; gives its answer, so that a refusal can be said where it was asked. */
  run(command: (graph: Graph) => Edit, options?: { readonly typing?: boolean }): Edit;
  undo(): Gone | null;
  redo(): Gone | null;
  /** Another graph in place of this one (discarded, restored): one entry of the history, like any edit. */
  replace(graph: Graph, label: string): void;
  /** Takes up what a reload or a lost connection left in this browser, also when others have saved since. */
  restore(kept: Pick<DraftState, "graph" | "base" | "revision" | "done" | "undone">): void;
  saving(): void;
  /** The server has `graph` as `revision`. What was typed meanwhile stays unsaved. */
  saved(graph: Graph, revision: number, at: number): void;
  offline(kept: boolean): void;
  refused(words: string, signedOut: boolean): void;
  /**
   * Somebody else saved `theirs` meanwhile: both go together where they can, else it is a conflict until one side is chosen.
   * `same`: only what is not drawn has changed, as settings are.
   */
  overtaken(theirs: Graph, revision: number): "same" | "merged" | "conflict";
  /** Ends a conflict. What is given up comes back by undo. */
  settle(whose: "ours" | "theirs"): void;
}

export type DraftStore = StoreApi<DraftState & DraftActions>;

const TYPING_PAUSE_MS = 900;
const MOST_ENTRIES = 200;

/**
 * The one place that holds a draft while it is edited. Commands of core/edit are its only writers: undo, auto-save, keyboard
 * and paste all come from them. Selection and view are not history.
 */
export function createDraftStore(
  start: { readonly graph: Graph; readonly revision: number },
  now: () => number,
): DraftStore {
  return createStore((set, get) => ({
    graph: start.graph,
    base: start.graph,
    revision: start.revision,
    save: { is: "saved", at: null },
    done: [],
    undone: [],

    run(command, { typing = false } = {}) {
      const before = get().graph;
      const edit = command(before);
      if (!edit.ok || edit.graph === before) return edit;
      const patch = diffGraphs(before, edit.graph, edit.label);
      if (Object.keys(patch.nodes).length === 0) return edit;
      const entry = { patch, focus: edit.focus, at: now() };
      set({ graph: edit.graph, done: remember(get().done, entry, typing), undone: [], save: dirty(get().save) });
      return edit;
    },

    undo() {
      const { done, undone, graph } = get();
      const entry = done.at(-1);
      if (!entry) return null;
      const patch = invertPatch(entry.patch);
      const refused = refusal(graph, patch);
      if (refused !== null) {
        set({ done: done.slice(0, -1) });
        return { ...entry, refused };
      }
      set({
        graph: applyPatch(graph, patch),
        done: done.slice(0, -1),
        undone: [...undone, entry],
        save: dirty(get().save),
      });
      return { ...entry, refused: null };
    },

    redo() {
      const { done, undone, graph } = get();
      const entry = undone.at(-1);
      if (!entry) return null;
      const refused = refusal(graph, entry.patch);
      if (refused !== null) {
        set({ undone: undone.slice(0, -1) });
        return { ...entry, refused };
      }
      set({
        graph: applyPatch(graph, entry.patch),
        undone: undone.slice(0, -1),
        done: [...done, entry],
        save: dirty(get().save),
      });
      return { ...entry, refused: null };
    },

    replace(graph, label) {
      const before = get().graph;
      const entry = { patch: diffGraphs(before, graph, label), focus: null, at: now() };
      set({ graph, done: remember(get().done, entry), undone: [], save: { is: "unsaved" } });
    },

    restore(kept) {
      const { base, revision } = get();
      set({ done: kept.done, undone: kept.undone });
      if (isEqual(kept.graph, base) || isEqual(kept.graph, kept.base)) return; // nothing of it is unsaved
      if (kept.revision === revision) return set({ graph: kept.graph, save: { is: "unsaved" } });
      set({ graph: kept.graph, base: kept.base });
      get().overtaken(base, revision);
    },
    saving: () => set({ save: { is: "saving" } }),
    saved(graph, revision, at) {
      set({ base: graph, revision, save: get().graph === graph ? { is: "saved", at } : { is: "unsaved" } });
    },
    offline: (kept) => set({ save: { is: "offline", kept } }),
    refused: (words, signedOut) => set({ save: { is: "refused", words, signedOut } }),
    overtaken(theirs, revision) {
      const { base, graph } = get();
      const merged = mergeDrafts(base, graph, theirs);
      if (merged.clashes.length > 0) {
        set({ save: { is: "conflict", theirs, revision } });
        return "conflict";
      }
      const same = isEqual(base, theirs);
      set({ graph: merged.graph, base: theirs, revision, save: { is: "unsaved" } });
      return same ? "same" : "merged";
    },
    settle(whose) {
      const { base, graph, save, done } = get();
      if (save.is !== "conflict") return;
      const { theirs, revision } = save;
      const next = whose === "theirs" ? theirs : mergeDrafts(base, graph, theirs).graph;
      const label = whose === "theirs" ? "Took what somebody else saved" : "Kept what is here";
      const entry = { patch: diffGraphs(graph, next, label), focus: null, at: now() };
      set({ graph: next, base: theirs, revision, done: remember(done, entry), undone: [], save: { is: "unsaved" } });
    },
  }));
}

function refusal(graph: Graph, patch: GraphPatch): string | null {
  const staying = stayingSteps(graph, patch).map(stepLabel);
  return staying.length === 0 ? null : `${staying.join(" and ")} stays: somebody else has written in it since`;
}

const isEqual = (a: Graph, b: Graph): boolean => Object.keys(diffGraphs(a, b, "").nodes).length === 0;

/** After a change: to be saved, but a conflict stays one until somebody chooses. */
const dirty = (save: SaveState): SaveState => (save.is === "conflict" ? save : { is: "unsaved" });

/** Adds an entry; a keystroke soon after another in the same field joins it. */
function remember(done: readonly HistoryEntry[], entry: HistoryEntry, typing = false): HistoryEntry[] {
  const last = done.at(-1);
  if (typing && last && entry.at - last.at < TYPING_PAUSE_MS) {
    const joined = mergePatches(last.patch, entry.patch);
    if (joined) return [...done.slice(0, -1), { ...entry, patch: joined }];
  }
  return [...done, entry].slice(-MOST_ENTRIES);
}
