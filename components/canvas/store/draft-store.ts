import { createStore, type StoreApi } from "zustand/vanilla";
import type { Edit } from "@/core/edit";
import { applyPatch, diffGraphs, type GraphPatch, invertPatch, mergePatches } from "@/core/edit-patch";
import type { Graph, NodeId } from "@/core/graph";

/** Where the draft stands towards the server. `revision` is the one the unsaved patches were made on. */
export type SaveState =
  | { readonly is: "saved"; readonly at: number | null }
  | { readonly is: "unsaved" }
  | { readonly is: "saving" }
  /** The server was not reached; the draft is kept here and sent when it is. */
  | { readonly is: "offline" }
  /** Somebody else saved in between. */
  | { readonly is: "conflict" };

export interface DraftState {
  readonly graph: Graph;
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

export interface DraftActions {
  /** Runs a command of core/edit; gives its answer, so that a refusal can be said where it was asked. */
  run(command: (graph: Graph) => Edit, options?: { readonly typing?: boolean }): Edit;
  undo(): HistoryEntry | null;
  redo(): HistoryEntry | null;
  /** Another graph in place of this one (discarded, restored): one entry of the history, like any edit. */
  replace(graph: Graph, label: string): void;
  saving(): void;
  /** The server has `graph` as `revision`. What was typed meanwhile stays unsaved. */
  saved(graph: Graph, revision: number, at: number): void;
  failed(how: "offline" | "conflict"): void;
}

export type DraftStore = StoreApi<DraftState & DraftActions>;

const TYPING_PAUSE_MS = 900;
const MOST_ENTRIES = 200;

/**
 * The one place that holds a draft while it is edited. Commands of core/edit are its only writers: undo, auto-save, keyboard
 * and paste all come from them. Selection and view are not history.
 * @param restored draft and history that a reload left behind, if they belong to this revision
 */
export function createDraftStore(
  start: { graph: Graph; revision: number },
  restored: Pick<DraftState, "graph" | "done" | "undone"> | null,
  now: () => number,
): DraftStore {
  return createStore((set, get) => ({
    graph: restored?.graph ?? start.graph,
    revision: start.revision,
    save: restored && restored.graph !== start.graph ? { is: "unsaved" } : { is: "saved", at: null },
    done: restored?.done ?? [],
    undone: restored?.undone ?? [],

    run(command, { typing = false } = {}) {
      const before = get().graph;
      const edit = command(before);
      if (!edit.ok || edit.graph === before) return edit;
      const patch = diffGraphs(before, edit.graph, edit.label);
      if (Object.keys(patch.nodes).length === 0) return edit;
      const entry = { patch, focus: edit.focus, at: now() };
      set({ graph: edit.graph, done: remember(get().done, entry, typing), undone: [], save: { is: "unsaved" } });
      return edit;
    },

    undo() {
      const { done, undone, graph } = get();
      const entry = done.at(-1);
      if (!entry) return null;
      set({
        graph: applyPatch(graph, invertPatch(entry.patch)),
        done: done.slice(0, -1),
        undone: [...undone, entry],
        save: { is: "unsaved" },
      });
      return entry;
    },

    redo() {
      const { done, undone, graph } = get();
      const entry = undone.at(-1);
      if (!entry) return null;
      set({
        graph: applyPatch(graph, entry.patch),
        undone: undone.slice(0, -1),
        done: [...done, entry],
        save: { is: "unsaved" },
      });
      return entry;
    },

    replace(graph, label) {
      const before = get().graph;
      const entry = { patch: diffGraphs(before, graph, label), focus: null, at: now() };
      set({ graph, done: [...get().done, entry], undone: [], save: { is: "unsaved" } });
    },

    saving: () => set({ save: { is: "saving" } }),
    saved(graph, revision, at) {
      set({ revision, save: get().graph === graph ? { is: "saved", at } : { is: "unsaved" } });
    },
    failed: (how) => set({ save: { is: how } }),
  }));
}

/** Adds an entry; a keystroke soon after another in the same field joins it. */
function remember(done: readonly HistoryEntry[], entry: HistoryEntry, typing: boolean): HistoryEntry[] {
  const last = done.at(-1);
  if (typing && last && entry.at - last.at < TYPING_PAUSE_MS) {
    const joined = mergePatches(last.patch, entry.patch);
    if (joined) return [...done.slice(0, -1), { ...entry, patch: joined }];
  }
  return [...done, entry].slice(-MOST_ENTRIES);
}
