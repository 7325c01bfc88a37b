import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import {
  connect,
  deleteSteps,
  disconnect,
  type Edit,
  insertStep,
  nudgeSteps,
  renameStep,
  setConfig,
  setField,
  tidySteps,
} from "@/core/edit";
import { moveStep } from "@/core/edit-move";
import { copySteps, cutSteps, duplicateSteps, pasteSteps } from "@/core/edit-paste";
import { applyPatch, diffGraphs, invertPatch } from "@/core/edit-patch";
import type { Graph } from "@/core/graph";
import { graphSchema } from "@/core/graph-schema";
import { nodeKinds, nodeTypeOf } from "@/core/nodes";
import { toJsonObject } from "@/core/testing/graph";
import { slotsOf, validGraph } from "@/core/testing/random-graph";

vi.setConfig({ testTimeout: 60_000 });

const numbered = () => {
  let count = 0;
  return () => {
    count += 1;
    return `p${count}`;
  };
};

/** Drawn once: growing a graph costs more than any edit. */
const graphs = fc.constantFrom(...fc.sample(validGraph, { numRuns: 60, seed: 11 }));

/** Every command of the canvas, aimed by dice. */
const commands: Record<string, (graph: Graph, a: number, b: number) => Edit> = {
  insert: (graph, a, b) =>
    insertStep(graph, { id: "new", kind: nodeKinds[b % nodeKinds.length] ?? "email", slot: slot(graph, a) }),
  "insert free": (graph) => insertStep(graph, { id: "new", kind: "goal", slot: null }),
  delete: (graph, a) => deleteSteps(graph, [id(graph, a)]),
  "delete several": (graph, a, b) => deleteSteps(graph, [id(graph, a), id(graph, b)]),
  "set config": (graph, a) =>
    setConfig(
      graph,
      id(graph, a),
      toJsonObject(nodeTypeOf(graph.nodes[id(graph, a)]?.kind ?? "")?.defaults() as object),
    ),
  "set field": (graph, a, b) => setField(graph, id(graph, a), b % 2 === 0 ? "subject" : "outcomes.0.label", "typed"),
  rename: (graph, a, b) => renameStep(graph, id(graph, a), b % 3 === 0 ? "" : "Welcome"),
  connect: (graph, a, b) => connect(graph, slot(graph, a), id(graph, b)),
  disconnect: (graph, a) => disconnect(graph, slot(graph, a)),
  nudge: (graph, a, b) => nudgeSteps(graph, [id(graph, a), id(graph, b)], { x: b, y: a }),
  "insert keeping": (graph, a, b) =>
    insertStep(graph, { id: "new", kind: "wait", slot: slot(graph, a), keep: b % 2 === 0 ? "timeout" : "none" }),
  "delete keeping": (graph, a, b) =>
    deleteSteps(graph, [id(graph, a)], Object.keys(graph.nodes[id(graph, a)]?.next ?? {})[b % 3] ?? "none"),
  "continue at": (graph, a, b) => connect(graph, slot(graph, a), id(graph, Math.min(a, b))),
  tidy: (graph) => tidySteps(graph),
  move: (graph, a, b) => moveStep(graph, id(graph, a), slot(graph, b)),
  paste: (graph, a, b) =>
    pasteSteps(graph, copySteps(graph, [id(graph, a), id(graph, b)]) ?? "", slot(graph, b), numbered()),
  duplicate: (graph, a, b) => duplicateSteps(graph, [id(graph, a), id(graph, b)], numbered()),
  cut: (graph, a) => cutSteps(graph, [id(graph, a)]).edit,
};

const id = (graph: Graph, dice: number): string =>
  Object.keys(graph.nodes)[dice % Object.keys(graph.nodes).length] ?? "";
const slot = (graph: Graph, dice: number) =>
  slotsOf(graph)[dice % slotsOf(graph).length] ?? { from: "none", outlet: "next" };

describe.each(Object.entries(commands))("%s", (name, command) => {
  it("keeps the structure whole, and its undo gives back the very steps; no number is given twice", () => {
    let done = 0;
    fc.assert(
      fc.property(graphs, fc.nat(1_000), fc.nat(1_000), (graph, a, b) => {
        const before = JSON.stringify(graph);
        const edit = command(graph, a, b);
        expect(JSON.stringify(graph)).toBe(before);
        if (!edit.ok) {
          expect(edit.message).not.toBe("");
          return;
        }
        done += 1;
        expect(graphSchema.safeParse(edit.graph).error?.issues ?? []).toEqual([]);
        expect(edit.focus === null || edit.graph.nodes[edit.focus] !== undefined).toBe(true);
        const patch: ReturnType<typeof diffGraphs> = JSON.parse(
          JSON.stringify(diffGraphs(graph, edit.graph, edit.label)),
        );
        expect(applyPatch(graph, patch)).toEqual(edit.graph);
        expect(applyPatch(edit.graph, invertPatch(patch))).toEqual({ ...graph, nextStep: edit.graph.nextStep });
      }),
      { numRuns: 100, endOnFailure: true },
    );
    if (name !== "tidy") expect(done).toBeGreaterThan(5);
  });
});
