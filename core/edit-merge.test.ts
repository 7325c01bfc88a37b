import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deleteSteps, type Edit, insertStep, setField } from "@/core/edit";
import { mergeDrafts } from "@/core/edit-merge";
import { applyPatch, diffGraphs, invertPatch, stayingSteps } from "@/core/edit-patch";
import type { Graph } from "@/core/graph";
import { graphSchema } from "@/core/graph-schema";
import { drawGraph } from "@/core/testing/graph";
import { slotsOf, validGraph } from "@/core/testing/random-graph";

const base = drawGraph({
  start: { kind: "trigger", next: { next: "mail" } },
  mail: { kind: "email", next: { next: "wait" } },
  wait: { kind: "delay", next: { next: "end" } },
  end: { kind: "exit" },
});
const done = (edit: Edit): Graph => {
  if (!edit.ok) throw new Error(edit.message);
  return edit.graph;
};

describe("two drafts from one base", () => {
  it("different steps go together", () => {
    const ours = done(setField(base, "mail", "subject", "Ours"));
    const theirs = done(setField(base, "wait", "minute", 60));
    const { graph, clashes } = mergeDrafts(base, ours, theirs);
    expect(clashes).toEqual([]);
    expect(graph.nodes.mail?.config.subject).toBe("Ours");
    expect(graph.nodes.wait?.config.minute).toBe(60);
  });

  it("different fields of one step go together", () => {
    const ours = done(setField(base, "mail", "subject", "Ours"));
    const theirs = done(setField(base, "mail", "body", "Theirs"));
    const { graph, clashes } = mergeDrafts(base, ours, theirs);
    expect(clashes).toEqual([]);
    expect(graph.nodes.mail?.config).toMatchObject({ subject: "Ours", body: "Theirs" });
  });

  it("the same field is ours, and said", () => {
    const ours = done(setField(base, "mail", "subject", "Ours"));
    const theirs = done(setField(base, "mail", "subject", "Theirs"));
    const { graph, clashes } = mergeDrafts(base, ours, theirs);
    expect(clashes).toEqual(["mail"]);
    expect(graph.nodes.mail?.config.subject).toBe("Ours");
  });

  it("steps that both added have numbers of their own, at different places both are in the flow", () => {
    const ours = done(insertStep(base, { id: "a", kind: "delay", slot: { from: "start", outlet: "next" } }));
    const theirs = done(insertStep(base, { id: "b", kind: "delay", slot: { from: "wait", outlet: "next" } }));
    const { graph, clashes } = mergeDrafts(base, ours, theirs);
    expect(clashes).toEqual([]);
    expect([graph.nodes.a?.step, graph.nodes.b?.step]).toEqual([6, 5]);
    expect(graph.nodes.start?.next.next).toBe("a");
    expect(graph.nodes.wait?.next.next).toBe("b");
  });

  it("what one deleted and the other changed survives, and is said", () => {
    const ours = done(deleteSteps(base, ["mail"]));
    const theirs = done(setField(base, "mail", "subject", "Theirs"));
    const { graph, clashes } = mergeDrafts(base, ours, theirs);
    expect(clashes).toEqual(["mail"]);
    expect(graph.nodes.mail?.config.subject).toBe("Theirs");
  });

  it("always gives a whole graph; who changed nothing takes the other's", () => {
    const graphs = fc.constantFrom(...fc.sample(validGraph, { numRuns: 20, seed: 5 }));
    const edit = (graph: Graph, id: string, dice: number): Graph => {
      const ids = Object.keys(graph.nodes);
      const slot = slotsOf(graph)[dice % slotsOf(graph).length] ?? null;
      const made =
        dice % 3 === 0
          ? deleteSteps(graph, [ids[dice % ids.length] ?? ""])
          : dice % 3 === 1
            ? insertStep(graph, { id, kind: "wait", slot })
            : setField(graph, ids[dice % ids.length] ?? "", "subject", `Text ${id}`);
      return made.ok ? made.graph : graph;
    };
    fc.assert(
      fc.property(graphs, fc.nat(99), fc.nat(99), (graph, a, b) => {
        const [ours, theirs] = [edit(graph, "ours", a), edit(graph, "theirs", b)];
        expect(graphSchema.safeParse(mergeDrafts(graph, ours, theirs).graph).error?.issues ?? []).toEqual([]);
        expect(mergeDrafts(graph, ours, graph)).toEqual({ graph: ours, clashes: [] });
        expect(mergeDrafts(graph, graph, theirs)).toEqual({ graph: theirs, clashes: [] });
      }),
      { numRuns: 60 },
    );
  });
});

describe("undo after somebody else's changes came in", () => {
  const patchOf = (before: Graph, after: Graph) => diffGraphs(before, after, "edit");

  it("takes back its own field and leaves theirs, in one step", () => {
    const ours = done(setField(base, "mail", "subject", "Ours"));
    const both = done(setField(ours, "mail", "body", "Theirs"));
    const { config } = applyPatch(both, invertPatch(patchOf(base, ours))).nodes.mail ?? {};
    expect(config).toMatchObject({ subject: base.nodes.mail?.config.subject, body: "Theirs" });
  });

  it("leaves a field they have written over", () => {
    const ours = done(setField(base, "mail", "subject", "Ours"));
    const both = done(setField(ours, "mail", "subject", "Theirs"));
    expect(applyPatch(both, invertPatch(patchOf(base, ours))).nodes.mail?.config.subject).toBe("Theirs");
  });

  it("would delete what they wrote in a new step: that is said before", () => {
    const added = done(insertStep(base, { id: "a", kind: "delay", slot: { from: "mail", outlet: "next" } }));
    const patch = invertPatch(patchOf(base, added));
    expect(stayingSteps(added, patch)).toEqual([]);
    const written = done(setField(added, "a", "minute", 60));
    expect(stayingSteps(written, patch).map(({ id }) => id)).toEqual(["a"]);
  });

  it("takes a step away and keeps its number out of use; done again, the step has it back", () => {
    const added = done(insertStep(base, { id: "a", kind: "delay", slot: { from: "mail", outlet: "next" } }));
    const undone = applyPatch(added, invertPatch(patchOf(base, added)));
    expect(undone.nodes).toEqual(base.nodes);
    const other = done(insertStep(undone, { id: "b", kind: "delay", slot: { from: "mail", outlet: "next" } }));
    expect([added.nodes.a?.step, other.nodes.b?.step]).toEqual([5, 6]);
    expect(applyPatch(undone, patchOf(base, added))).toEqual(added);
  });

  it("does not bring back a step they deleted, and a step that comes back takes a free number", () => {
    const ours = done(setField(base, "mail", "subject", "Ours"));
    const gone = done(deleteSteps(ours, ["mail"]));
    expect(applyPatch(gone, invertPatch(patchOf(base, ours))).nodes.mail).toBeUndefined();
    const added = done(insertStep(base, { id: "a", kind: "delay", slot: { from: "mail", outlet: "next" } }));
    const theirs = done(insertStep(base, { id: "b", kind: "delay", slot: { from: "wait", outlet: "next" } }));
    const again = applyPatch(theirs, patchOf(base, added));
    expect(graphSchema.safeParse(again).error?.issues ?? []).toEqual([]);
    expect([again.nodes.a?.step, again.nodes.b?.step]).toEqual([6, 5]);
  });
});
