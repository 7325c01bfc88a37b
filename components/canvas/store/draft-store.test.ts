import { describe, expect, it } from "vitest";
import { emptyGraph, insertStep, renameStep, setField } from "@/core/edit";
import { createDraftStore } from "./draft-store";

function open() {
  let now = 0;
  const start = { graph: emptyGraph("start"), revision: 1 };
  const store = createDraftStore(start, () => now);
  const add = (id: string) => store.getState().run((graph) => insertStep(graph, { id, kind: "delay", slot: null }));
  const type = (subject: string) =>
    store.getState().run((graph) => setField(graph, "mail", "subject", subject), { typing: true });
  return { store, start, add, type, pass: (ms: number) => (now += ms) };
}

describe("the draft store", () => {
  it("undoes to the very steps and does again", () => {
    const { store, start, add } = open();
    add("a");
    const after = store.getState().graph;
    expect(store.getState().undo()?.patch.label).toBe("Added Wait S2");
    expect(store.getState().graph.nodes).toEqual(start.graph.nodes);
    store.getState().redo();
    expect(store.getState().graph).toEqual(after);
    expect(store.getState().redo()).toBeNull();
  });

  it("takes a burst of typing as one entry, and a pause ends it", () => {
    const { store, type, pass } = open();
    store.getState().run((graph) => insertStep(graph, { id: "mail", kind: "email", slot: null }));
    for (const word of ["H", "He", "Hello"]) {
      pass(100);
      type(word);
    }
    pass(2_000);
    type("Hello you");
    expect(store.getState().done).toHaveLength(3);
    store.getState().undo();
    expect(store.getState().graph.nodes.mail?.config.subject).toBe("Hello");
    store.getState().undo();
    expect(store.getState().graph.nodes.mail?.config.subject).toBe("");
  });

  it("stays unsaved when something was typed while the save was on its way", () => {
    const { store, add } = open();
    add("a");
    const sent = store.getState().graph;
    store.getState().saving();
    add("b");
    store.getState().saved(sent, 2, 5);
    expect(store.getState()).toMatchObject({ revision: 2, save: { is: "unsaved" } });
    store.getState().saved(store.getState().graph, 3, 9);
    expect(store.getState().save).toEqual({ is: "saved", at: 9 });
  });

  it("is the same drawing when others saved only what is not drawn", () => {
    const { store, start, add } = open();
    add("a");
    expect(store.getState().overtaken(structuredClone(start.graph), 2)).toBe("same");
    expect(store.getState()).toMatchObject({ revision: 2, save: { is: "unsaved" } });
  });

  it("stays refused until something changes", () => {
    const { store, add } = open();
    add("a");
    store.getState().refused("Sign in first", true);
    expect(store.getState().save).toEqual({ is: "refused", words: "Sign in first", signedOut: true });
    add("b");
    expect(store.getState().save.is).toBe("unsaved");
  });

  it("refuses with the command's words and changes nothing", () => {
    const { store, start } = open();
    const answer = store.getState().run((graph) => insertStep(graph, { id: "x", kind: "nonsense", slot: null }));
    expect(answer).toEqual({ ok: false, message: "There is no such kind of step" });
    expect(store.getState().graph).toBe(start.graph);
    expect(store.getState().done).toEqual([]);
  });

  it("takes in what somebody else saved elsewhere, and saves both", () => {
    const { store, start, add } = open();
    add("a");
    const theirs = insertStep(start.graph, { id: "b", kind: "goal", slot: null });
    if (!theirs.ok) throw new Error(theirs.message);
    store.getState().saving();
    expect(store.getState().overtaken(theirs.graph, 7)).toBe("merged");
    expect(Object.keys(store.getState().graph.nodes).sort()).toEqual(["a", "b", "start"]);
    expect(store.getState()).toMatchObject({ revision: 7, save: { is: "unsaved" } });
  });

  it("asks when both changed the same, keeps the question while one goes on, and undo brings back what was given up", () => {
    const { store, start } = open();
    const rename = (name: string) => (graph: typeof start.graph) => renameStep(graph, "start", name);
    store.getState().run(rename("Ours"));
    const theirs = rename("Theirs")(start.graph);
    if (!theirs.ok) throw new Error(theirs.message);
    expect(store.getState().overtaken(theirs.graph, 7)).toBe("conflict");
    store.getState().run((graph) => insertStep(graph, { id: "a", kind: "delay", slot: null }));
    expect(store.getState().save.is).toBe("conflict");
    store.getState().settle("theirs");
    expect(store.getState().graph).toEqual(theirs.graph);
    expect(store.getState()).toMatchObject({ revision: 7, save: { is: "unsaved" } });
    store.getState().undo();
    expect(store.getState().graph.nodes.start?.name).toBe("Ours");
  });

  it("has its history after a reload also where others have saved since, and leaves what they changed", () => {
    const { store: before, start, add } = open();
    add("a");
    const saved = before.getState().graph;
    before.getState().saved(saved, 2, 1);
    const theirs = renameStep(saved, "start", "Theirs");
    if (!theirs.ok) throw new Error(theirs.message);
    const later = createDraftStore({ graph: theirs.graph, revision: 3 }, () => 0);
    later.getState().restore(before.getState());
    expect(later.getState()).toMatchObject({ graph: theirs.graph, revision: 3, save: { is: "saved" } });
    later.getState().undo();
    expect(later.getState().graph.nodes).toEqual({ start: { ...start.graph.nodes.start, name: "Theirs" } });
  });

  it("takes up after a reload: history alone, unsaved words, and words typed while others saved", () => {
    const { store: before, start, add } = open();
    add("a");
    const kept = before.getState();
    const { store: same } = open();
    same.getState().restore(kept);
    expect(same.getState().graph).toEqual(kept.graph);
    expect(same.getState().save.is).toBe("unsaved");
    before.getState().saved(kept.graph, 2, 1);
    const { store: saved } = open();
    saved.getState().restore({ ...before.getState(), revision: 1, base: start.graph, graph: start.graph });
    expect(saved.getState().save.is).toBe("saved");
    expect(saved.getState().done).toHaveLength(1);
    const theirs = insertStep(start.graph, { id: "b", kind: "goal", slot: null });
    const later = createDraftStore({ graph: theirs.ok ? theirs.graph : start.graph, revision: 9 }, () => 0);
    later.getState().restore(kept);
    expect(Object.keys(later.getState().graph.nodes).sort()).toEqual(["a", "b", "start"]);
    expect(later.getState().revision).toBe(9);
  });
});
