import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { advance } from "@/core/advance";
import { compileGraph, targetOf } from "@/core/compile";
import type { Graph } from "@/core/graph";
import { addMs, MINUTE_MS } from "@/core/instant";
import { type RandomSignal, signalsFor, travelLimit, validGraph } from "@/core/testing/random-graph";
import { travel } from "@/core/testing/travel";
import { buildContact, testStart } from "@/core/testing/world";
import { validate } from "@/core/validate";

const journeys = validGraph.chain((graph) =>
  fc.record({
    graph: fc.constant(graph),
    signals: signalsFor(graph),
    tags: fc.subarray(["vip", "seen", "cold"]),
    skips: fc.boolean(),
  }),
);

interface Drawn {
  readonly graph: Graph;
  readonly signals: readonly RandomSignal[];
  readonly tags: readonly string[];
  readonly skips: boolean;
}

const drive = ({ graph, signals, tags, skips }: Drawn, extra: Parameters<typeof travel>[1] = {}) =>
  travel(graph, {
    signals,
    contact: buildContact({ tags, attributes: { birthday: "2026-03-01" } }),
    until: travelLimit,
    touch: (effect, now) => ({
      state: skips && effect.visit % 2 === 0 ? "skipped" : "accepted",
      at: now,
      reason: null,
    }),
    ...extra,
  });

const runs = { numRuns: 60, endOnFailure: true };

// Growing random graphs takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe("on random valid graphs with random signals", () => {
  it("the generator draws graphs worth testing", () => {
    const sample = fc.sample(journeys, { numRuns: 100, seed: 7 });
    const kinds = new Set(sample.flatMap(({ graph }) => Object.values(graph.nodes).map((node) => node.kind)));
    expect([...kinds].sort()).toEqual([
      "branch",
      "delay",
      "email",
      "exit",
      "goal",
      "move",
      "notify",
      "split",
      "task",
      "trigger",
      "update",
      "wait",
      "webhook",
    ]);
    expect(sample.filter(({ graph }) => compileGraph(graph).loopTargets.size > 0).length).toBeGreaterThan(20);
    expect(sample.flatMap((drawn) => validate(drawn.graph)).filter((problem) => problem.rank === "must")).toEqual([]);
    const outlets = new Set(sample.flatMap((drawn) => drive(drawn).visits.map((visit) => visit.outlet)));
    for (const outlet of ["next", "timeout", "o0", "a0", "else", "x", "y", "skipped"])
      expect(outlets).toContain(outlet);
  });

  it("advance always ends or waits", () => {
    fc.assert(
      fc.property(journeys, (drawn) => {
        const { state, effect } = drive(drawn);
        expect(
          state.status === "finished"
            ? effect === null && state.end !== null
            : effect !== null && state.position !== null,
        ).toBe(true);
        expect(state.end?.reason).not.toBe("broken");
      }),
      runs,
    );
  });

  it("never takes an untaken way: every step but the first is where a taken outlet led, and no other", () => {
    fc.assert(
      fc.property(journeys, (drawn) => {
        const compiled = compileGraph(drawn.graph);
        const { visits } = drive(drawn);
        for (const [index, visit] of visits.entries()) {
          const { cameBy } = visit;
          if (index === 0) expect(visit.nodeId).toBe(compiled.entryId);
          else if (cameBy.code === "goal-jump") expect(drawn.graph.nodes[visit.nodeId]?.kind).toBe("goal");
          else {
            if (cameBy.code !== "came-from") throw new Error(`came by ${cameBy.code}`);
            const before = visits[index - 1];
            const from = compiled.nodes.get(cameBy.data.nodeId);
            expect([before?.nodeId, before?.outlet]).toEqual([cameBy.data.nodeId, cameBy.data.outlet]);
            expect(from && targetOf(from, cameBy.data.outlet)).toBe(visit.nodeId);
          }
          expect(visit.leftAt === null || visit.leftAt >= visit.enteredAt).toBe(true);
        }
      }),
      runs,
    );
  });

  it("never emits two effects with one key, nor two visits at once", () => {
    fc.assert(
      fc.property(journeys, (drawn) => {
        const { effects, visits } = drive(drawn);
        const keys = effects.map((effect) => effect.key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(visits.filter((visit) => visit.leftAt === null).length).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });

  it("answers the same when replayed, and changes nothing when woken again", () => {
    fc.assert(
      fc.property(journeys, (drawn) => {
        const once = drive(drawn, { until: addMs(testStart, 20 * 24 * 60 * MINUTE_MS) });
        const twice = drive(drawn, { until: addMs(testStart, 20 * 24 * 60 * MINUTE_MS) });
        expect(twice.visits).toEqual(once.visits);
        const again = advance(drawn.graph, once.state, { type: "woken" }, once.world);
        expect(again.enrollment).toBe(once.state);
        expect(again.visits).toEqual([]);
        expect(again.withdraw).toEqual([]);
        expect(again.effect).toEqual(once.effect);
        const stored: typeof once.state = JSON.parse(JSON.stringify(once.state));
        expect(advance(drawn.graph, stored, { type: "woken" }, once.world).enrollment).toEqual(once.state);
      }),
      runs,
    );
  });

  it("takes the same way however often it is woken for nothing", () => {
    fc.assert(
      fc.property(journeys, fc.array(fc.nat(60 * 24 * 60), { maxLength: 20 }), (drawn, minutes) => {
        const plain = drive(drawn);
        const poked = drive(drawn, { spurious: minutes.map((m) => addMs(testStart, m * MINUTE_MS)) });
        expect(poked.visits).toEqual(plain.visits);
      }),
      runs,
    );
  });
});
