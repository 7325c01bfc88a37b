import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Drawing } from "./dominators";
import { cardGaps, type Size, tidy } from "./tidy";

const card: Size = { width: 268, height: 92 };

const draw = (targets: Record<string, (string | null)[]>, roots = [Object.keys(targets)[0] ?? ""]): Drawing => ({
  roots,
  targets: new Map(Object.entries(targets)),
});

/** Random acyclic drawings: node i leads only to later ones; whatever no line reaches is a root. */
const drawings = fc
  .array(fc.array(fc.option(fc.integer({ min: 1, max: 6 }), { nil: null, freq: 4 }), { maxLength: 4 }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((steps): Drawing => {
    const name = (index: number) => `n${index}`;
    const targets = new Map(
      steps.map((jumps, index) => [
        name(index),
        jumps.map((jump) => (jump === null || index + jump >= steps.length ? null : name(index + jump))),
      ]),
    );
    const reached = new Set([...targets.values()].flat());
    return { roots: [...targets.keys()].filter((id, index) => index === 0 || !reached.has(id)), targets };
  });

/** Heights that differ from card to card, the same for the same id. */
const sizeOf = (id: string): Size => ({
  width: 268,
  height: 60 + ((id.length * 37 + id.charCodeAt(id.length - 1) * 13) % 90),
});

describe("tidy", () => {
  it("puts a chain on one line, each below the last by its own height", () => {
    const { places } = tidy(draw({ a: ["b"], b: ["c"], c: [] }), () => card);
    const pitch = card.height + cardGaps.row;
    expect([...places]).toEqual([
      ["a", { x: -134, y: 0 }],
      ["b", { x: -134, y: pitch }],
      ["c", { x: -134, y: 2 * pitch }],
    ]);
  });

  it("lays branches side by side in outlet order and what merges them below and between", () => {
    const { places } = tidy(draw({ s: ["a", "b"], a: ["m"], b: ["m"], m: [] }), () => card);
    const at = (id: string) => places.get(id) ?? { x: Number.NaN, y: Number.NaN };
    expect(at("b").x - at("a").x).toBe(card.width + cardGaps.column);
    expect(at("a").y).toBe(at("b").y);
    expect(at("m").x).toBe(at("s").x);
    expect(at("m").y).toBeGreaterThan(at("a").y + card.height);
  });

  it("centres a merge under the branches that lead there, not under all", () => {
    const { places } = tidy(draw({ s: ["a", "b", "c"], a: [], b: ["m"], c: ["m"], m: [] }), () => card);
    const at = (id: string) => places.get(id)?.x ?? Number.NaN;
    expect(at("m")).toBe((at("b") + at("c")) / 2);
  });

  it("keeps a lane free for a line past its sisters, and no card stands in it", () => {
    const { places, lanes } = tidy(draw({ s: ["m", "a", "b"], a: ["m"], b: ["e"], m: ["e"], e: [] }), () => card);
    const lane = lanes.get("s 0") ?? Number.NaN;
    const merge = places.get("m")?.y ?? Number.NaN;
    for (const [id, { x, y }] of places) {
      if (id !== "s" && y < merge) expect(lane > x - 1 && lane < x + card.width + 1).toBe(false);
    }
  });

  it("never overlaps and always draws a line's target below its source, whatever the drawing", () => {
    fc.assert(
      fc.property(drawings, (drawing) => {
        const { places } = tidy(drawing, sizeOf);
        expect(places.size).toBe(drawing.targets.size);
        const boxes = [...places].map(([id, { x, y }]) => ({
          id,
          x,
          y,
          right: x + sizeOf(id).width,
          bottom: y + sizeOf(id).height,
        }));
        for (const [index, a] of boxes.entries()) {
          for (const b of boxes.slice(index + 1)) {
            const apart = a.right <= b.x || b.right <= a.x || a.bottom <= b.y || b.bottom <= a.y;
            if (!apart) throw new Error(`${a.id} and ${b.id} overlap`);
          }
        }
        for (const [id, targets] of drawing.targets) {
          for (const to of targets) {
            if (to !== null)
              expect(places.get(to)?.y).toBeGreaterThan((places.get(id)?.y ?? 0) + sizeOf(id).height - 1);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("takes time in proportion: ten times the steps, not a hundred times the work", () => {
    const ladder = (steps: number) => {
      const targets: Record<string, string[]> = {};
      for (let n = 0; n < steps; n += 5) {
        targets[`n${n}`] = [`n${n + 1}`, `n${n + 2}`, `n${n + 3}`, `n${n + 4}`];
        for (const k of [1, 2, 3, 4]) targets[`n${n + k}`] = n + 5 < steps ? [`n${n + 5}`] : [];
      }
      return draw(targets);
    };
    // As much work on both sides: the clock of a process ticks coarsely.
    const best = (drawing: Drawing, times: number) =>
      Math.min(
        ...Array.from({ length: 9 }, () => {
          const begun = process.cpuUsage(); // not the clock: others use this machine too
          for (let n = 0; n < times; n += 1) tidy(drawing, () => card);
          return process.cpuUsage(begun).user;
        }),
      );
    const small = ladder(200);
    const large = ladder(2_000);
    best(small, 30); // warm
    expect(best(large, 3) / best(small, 30)).toBeLessThan(4); // absolute figures: bench/canvas.ts, on a quiet machine
  });
});
