import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { emptyGraph, insertStep } from "@/core/edit";
import { diffGraphs } from "@/core/edit-patch";
import { createDraftStore } from "./draft-store";
import { keepDraft, keepReplaced, readKeptDraft } from "./kept-draft";
import { hasUnsavedDraft } from "./kept-key";

const graph = emptyGraph("start");
const draft = { graph, base: graph, revision: 3, done: [], undone: [] };
beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

/** A browser that keeps so many letters. */
function holdsAtMost(letters: number): void {
  const write = Storage.prototype.setItem;
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(function put(this: Storage, key, value) {
    const others = Object.entries(localStorage).filter(([name]) => name !== key);
    const used = others.reduce((sum, [, text]) => sum + String(text).length, 0);
    if (used + value.length > letters) throw new DOMException("full", "QuotaExceededError");
    write.call(this, key, value);
  });
}

test("a draft is kept for the member who wrote it, and for nobody else on this browser", () => {
  keepDraft("mem_a", "seq_1", draft);
  expect(readKeptDraft("mem_b", "seq_1")).toBeNull();
  expect(readKeptDraft("mem_a", "seq_2")).toBeNull();
  expect(readKeptDraft("mem_a", "seq_1")).toEqual(draft);
});

test("drafts kept without a member are thrown away unread", () => {
  localStorage.setItem("heed.draft.seq_1", JSON.stringify(draft));
  localStorage.setItem("heed.else", "stays");
  expect(readKeptDraft("mem_a", "seq_1")).toBeNull();
  expect(Object.keys(localStorage)).toEqual(["heed.else"]);
});

test("a full browser gives up what it keeps of saved drafts, the one left alone longest first, never what is unsaved", () => {
  const edit = insertStep(graph, { id: "a", kind: "delay", slot: null });
  if (!edit.ok) throw new Error(edit.message);
  const entry = (at: number) => ({ patch: diffGraphs(graph, edit.graph, edit.label), focus: null, at });
  const saved = (at: number) => ({ ...draft, done: [entry(at)] });
  keepDraft("mem_a", "seq_late", saved(2_000));
  keepDraft("mem_a", "seq_early", saved(1_000));
  keepDraft("mem_a", "seq_unsaved", { ...draft, graph: edit.graph });
  const one = JSON.stringify(saved(3_000)).length;
  holdsAtMost(Object.values(localStorage).join("").length + one / 2);
  expect(keepDraft("mem_a", "seq_new", saved(3_000))).toBe(true);
  expect(
    Object.keys(localStorage)
      .map((key) => key.split(".").at(-1))
      .sort(),
  ).toEqual(["seq_late", "seq_new", "seq_unsaved"]);
});

test("where only the draft itself has room its history goes; where nothing has, older words are not kept either", () => {
  const edit = insertStep(graph, { id: "a", kind: "delay", slot: null });
  if (!edit.ok) throw new Error(edit.message);
  const entry = { patch: diffGraphs(graph, edit.graph, edit.label), focus: null, at: 1 };
  const changed = { ...draft, graph: edit.graph, done: [entry] };
  holdsAtMost(JSON.stringify({ saved: false, ...changed, done: [] }).length);
  expect(keepDraft("mem_a", "seq_1", changed)).toBe(true);
  expect(readKeptDraft("mem_a", "seq_1")).toEqual({ ...changed, done: [] });
  vi.restoreAllMocks();
  holdsAtMost(10);
  expect(keepDraft("mem_a", "seq_1", changed)).toBe(false);
  expect(readKeptDraft("mem_a", "seq_1")).toBeNull();
});

test("a version that took the draft's place is undone in the editor, to the words that were not saved yet", () => {
  const edit = insertStep(graph, { id: "a", kind: "delay", slot: null });
  if (!edit.ok) throw new Error(edit.message);
  const version = emptyGraph("other");
  keepDraft("mem_a", "seq_1", { ...draft, graph: edit.graph });
  keepReplaced("mem_a", "seq_1", { before: graph, graph: version, revision: 4, label: "Restored version 1" });
  const store = createDraftStore({ graph: version, revision: 4 }, () => 0);
  const kept = readKeptDraft("mem_a", "seq_1");
  if (kept) store.getState().restore(kept);
  expect(store.getState().save.is).toBe("saved");
  expect(store.getState().undo()?.patch.label).toBe("Restored version 1");
  expect(store.getState().graph.nodes).toEqual(edit.graph.nodes);
});

test("what is saved is known without being read", () => {
  keepDraft("mem_a", "seq_saved", draft);
  keepDraft("mem_a", "seq_unsaved", { ...draft, graph: emptyGraph("another") });
  const unsaved = ["seq_saved", "seq_unsaved", "seq_none"].filter((id) => hasUnsavedDraft("mem_a", id));
  expect(unsaved).toEqual(["seq_unsaved"]);
});
