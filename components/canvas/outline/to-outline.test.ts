import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { drawGraph as layOut } from "@/components/canvas/draw-graph";
import type { Graph } from "@/core/graph";
import { drawGraph } from "@/core/testing/graph";
import { validGraph } from "@/core/testing/random-graph";
import { flatOutline, type OutlineItem, toOutline } from "./to-outline";

vi.setConfig({ testTimeout: 60_000 });

const outlineOf = (graph: Graph) => toOutline(layOut(graph, () => ({ width: 268, height: 90 })));

/** "S3[a: S4; b: ]" for what is nested where. */
const words = (items: readonly OutlineItem[]): string =>
  items
    .map(({ id, branches }) =>
      branches.length === 0
        ? id
        : `${id}[${branches.map(({ line, items: inner }) => `${line.outlet.id}: ${words(inner)}`).join("; ")}]`,
    )
    .join(" ");

describe("the outline", () => {
  it("lists a chain in one list", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", next: { next: "end" } },
      end: { kind: "exit" },
    });
    expect(outlineOf(graph).map(words)).toEqual(["start mail end"]);
  });

  it("nests branches under their outcomes and goes on below where they meet", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "split" } },
      split: {
        kind: "split",
        config: {
          arms: [
            { id: "a", label: "A", weight: 1 },
            { id: "b", label: "B", weight: 1 },
          ],
        },
        next: { a: "left", b: "right" },
      },
      left: { kind: "email", next: { next: "meet" } },
      right: { kind: "email", next: { next: "meet" } },
      meet: { kind: "exit" },
    });
    expect(outlineOf(graph).map(words)).toEqual(["start split[a: left; b: right] meet"]);
  });

  it("goes on below by the main way where ways do not meet, and says where one leads back", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", next: { next: "wait" } },
      wait: { kind: "wait", next: { replied: "thanks", timeout: "pause" } },
      thanks: { kind: "exit" },
      pause: { kind: "delay", next: { next: "mail" } },
    });
    const [list] = outlineOf(graph);
    expect(words(list ?? [])).toBe("start mail wait[replied: thanks; clicked: ; timeout: ] pause");
    expect(list?.at(-1)?.end?.back).toBe(true);
  });

  it("holds every step exactly once, whatever the graph", () => {
    const graphs = fc.constantFrom(...fc.sample(validGraph, { numRuns: 40, seed: 3 }));
    fc.assert(
      fc.property(graphs, (graph) => {
        expect(flatOutline(outlineOf(graph)).sort()).toEqual(Object.keys(graph.nodes).sort());
      }),
      { numRuns: 40 },
    );
  });
});
