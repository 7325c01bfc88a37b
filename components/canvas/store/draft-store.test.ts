import { describe, expect, it } from "vitest";
import { emptyGraph, insertStep, setField } from "@/core/edit";
import { createDraftStore } from "./draft-store";

function open() {
  let now = 0;
  const start = { graph: emptyGraph("start"), revision: 1 };
  const store = createDraftStore(start, null, () => now);
  const add = (id: string) => store.getState().run((graph) => insertStep(graph, { id, kind: "delay", slot: null }));
  const type = (subject: string) =>
    store.getState().run((graph) => setField(graph, "mail", "subject", subject), { typing: true });
  return { store, start, add, type, pass: (ms: number) => (now += ms) };
}

describe("the draft store", () => {
  it("undoes to the very graph and does again", () => {
    const { store, start, add } = open();
    add("a");
    const after = store.getState().graph;
    expect(store.getState().undo()?.patch.label).toBe("Added Wait S2");
    expect(store.getState().graph).toEqual(start.graph);
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

  it("refuses with the command's words and changes nothing", () => {
    const { store, start } = open();
    const answer = store.getState().run((graph) => insertStep(graph, { id: "x", kind: "nonsense", slot: null }));
    expect(answer).toEqual({ ok: false, message: "There is no such kind of step" });
    expect(store.getState().graph).toBe(start.graph);
    expect(store.getState().done).toEqual([]);
  });
});
