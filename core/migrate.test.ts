import { describe, expect, it } from "vitest";
import type { Graph } from "@/core/graph";
import { addMs, DAY_MS, HOUR_MS } from "@/core/instant";
import { checkDestination, migrateEnrollment, planMigration } from "@/core/migrate";
import { noNames } from "@/core/names";
import { anySignal } from "@/core/signal-filter";
import { drawGraph } from "@/core/testing/graph";
import { travel } from "@/core/testing/travel";
import { testStart } from "@/core/testing/world";
import { diffVersions } from "@/core/version-diff";

const at = (ms: number) => addMs(testStart, ms);
const delayed = (days: number, extra: Parameters<typeof drawGraph>[0] = {}): Graph =>
  drawGraph({
    start: { kind: "trigger", next: { next: "sleep" } },
    sleep: { kind: "delay", config: { duration: { amount: days, unit: "days" } }, next: { next: "mail" } },
    mail: { kind: "email", next: { next: "end" } },
    end: { kind: "exit" },
    ...extra,
  });
const waiting = (outcomes: readonly string[], days = 3): Graph =>
  drawGraph({
    start: { kind: "trigger", next: { next: "mail" } },
    mail: { kind: "email", next: { next: "wait" } },
    wait: {
      kind: "wait",
      config: {
        outcomes: outcomes.map((id) => ({
          id,
          label: id,
          filter: anySignal(id === "replied" ? "reply" : "click"),
          touch: "mail",
          count: 1,
        })),
        timeout: { amount: days, unit: "days" },
      },
      next: { ...Object.fromEntries(outcomes.map((id) => [id, "end"])), timeout: "end" },
    },
    end: { kind: "exit" },
  });
const move = { touch: null, versionName: "version 2" } as const;
const advancedOf = (result: ReturnType<typeof migrateEnrollment>) => {
  if (!result.ok) throw new Error(result.reason);
  return result.advanced;
};

describe("planMigration", () => {
  it("the same step stays, a removed one must be chosen, nobody's is not asked", () => {
    const { mail: _, ...rest } = delayed(5).nodes;
    const after = { ...delayed(5), nodes: rest };
    const plan = planMigration(delayed(2), after, { sleep: 10, mail: 3 }, noNames);
    expect(plan.moves.map(({ nodeId, people, suggestion }) => [nodeId, people, suggestion])).toEqual([
      ["sleep", 10, { to: "same" }],
      ["mail", 3, null],
    ]);
    expect([plan.mustChoose, plan.movesAll]).toEqual([["mail"], false]);
    expect(plan.moves[0]).toMatchObject({ before: "Wait 2 days", after: "Wait 5 days" });
    expect(planMigration(delayed(2), after, { sleep: 10 }, noNames).movesAll).toBe(true);
  });

  it("a vanished way out must be chosen", () => {
    const plan = planMigration(waiting(["replied", "clicked"]), waiting(["replied"]), { wait: 4 }, noNames);
    expect(plan.moves[0]).toMatchObject({ lostOutlets: ["clicked"], suggestion: null });
  });

  it("a choice is checked", () => {
    expect(checkDestination(delayed(1), "gone", undefined)).toMatch(/Say what/);
    expect(checkDestination(delayed(1), "gone", { to: "same" })).toMatch(/not in the new version/);
    expect(checkDestination(delayed(1), "gone", { to: "node", nodeId: "nowhere" })).toMatch(/not in the new version/);
    expect(checkDestination(delayed(1), "gone", { to: "node", nodeId: "start" })).toMatch(/entry/);
    expect(checkDestination(delayed(1), "gone", { to: "node", nodeId: "mail" })).toBeNull();
    expect(checkDestination(delayed(1), "gone", { to: "exit" })).toBeNull();
  });
});

describe("diffVersions", () => {
  it("tells added, removed, changed and rewired apart; order of keys and nudges are no change", () => {
    const before = delayed(2);
    const after: Graph = {
      ...delayed(3, { extra: { kind: "exit" } }),
    };
    const { end, ...kept } = after.nodes;
    const reordered = {
      ...kept,
      mail: {
        id: "mail",
        nudge: { x: 1, y: 1 },
        next: { next: "extra" },
        config: Object.fromEntries(Object.entries(kept.mail?.config ?? {}).reverse()),
        kind: "email",
        step: 3,
      },
    };
    expect(diffVersions(before, { ...after, nodes: reordered })).toEqual({
      added: ["extra"],
      removed: ["end"],
      changed: ["sleep"],
      rewired: ["mail"],
    });
    expect(end?.kind).toBe("exit");
  });
});

describe("migrateEnrollment", () => {
  it("a shortened delay moves those past it now, a lengthened one makes them wait", () => {
    const { state, world } = travel(delayed(5), { until: at(3 * DAY_MS), spurious: [at(3 * DAY_MS)] });
    const shorter = advancedOf(migrateEnrollment(state, delayed(2), { to: "same" }, world, move));
    expect(shorter.effect).toMatchObject({ type: "send", nodeId: "mail", dueAt: at(2 * DAY_MS) });
    const longer = advancedOf(migrateEnrollment(state, delayed(9), { to: "same" }, world, move));
    expect(longer.effect).toMatchObject({ type: "sleep", wakeAt: at(9 * DAY_MS) });
    expect(longer.enrollment.position).toMatchObject({ nodeId: "sleep", visit: 1, enteredAt: testStart });
  });

  it("a wait keeps its deadline and its look-back", () => {
    const { state, world } = travel(waiting(["replied"]), { until: at(DAY_MS) });
    const moved = advancedOf(migrateEnrollment(state, waiting(["replied"], 9), { to: "same" }, world, move));
    expect(moved.effect?.wakeAt).toBe(addMs(at(3 * DAY_MS), 5 * 60_000));
    expect(moved.visits).toEqual([]);
  });

  it("a mail that waits is withdrawn and asked for again under its key", () => {
    const here = travel(waiting(["replied"]), {
      touch: () => ({ state: "held", at: testStart, reason: null }),
      until: at(HOUR_MS),
    });
    const moved = advancedOf(
      migrateEnrollment(here.state, waiting(["replied"]), { to: "same" }, here.world, { ...move, touch: "held" }),
    );
    expect(moved.withdraw).toEqual(["enr_1/mail/1"]);
    expect(moved.effect).toMatchObject({ type: "send", key: "enr_1/mail/1" });
  });

  it.each(["claimed", "handed_over"] as const)("one that is %s finishes first", (touch) => {
    const here = travel(waiting(["replied"]), {
      touch: () => ({ state: touch, at: testStart, reason: null }),
      until: at(HOUR_MS),
    });
    expect(migrateEnrollment(here.state, waiting(["replied"]), { to: "same" }, here.world, { ...move, touch })).toEqual(
      { ok: false, reason: "in-flight" },
    );
  });

  it("to another step: the old visit ends, the new one begins, the send is left behind", () => {
    const here = travel(waiting(["replied"]), {
      touch: () => ({ state: "held", at: testStart, reason: null }),
      until: at(HOUR_MS),
    });
    const moved = advancedOf(
      migrateEnrollment(here.state, delayed(4), { to: "node", nodeId: "sleep" }, here.world, {
        ...move,
        touch: "held",
      }),
    );
    expect(moved.withdraw).toEqual(["enr_1/mail/1"]);
    expect(moved.visits.map((visit) => [visit.nodeId, visit.outlet, visit.leftAt === null])).toEqual([
      ["mail", null, false],
      ["sleep", null, true],
    ]);
    expect(moved.visits[0]?.because).toEqual({ code: "moved", data: { from: "mail", version: "version 2" } });
    expect(moved.effect).toMatchObject({ type: "sleep", nodeId: "sleep" });
  });

  it("out", () => {
    const here = travel(delayed(5), { until: at(DAY_MS) });
    const moved = advancedOf(migrateEnrollment(here.state, delayed(4), { to: "exit" }, here.world, move));
    expect(moved.enrollment).toMatchObject({ status: "finished", end: { reason: "migrated", nodeId: "sleep" } });
    expect(moved.effect).toBeNull();
  });

  it("those who stay and those who are through are not touched", () => {
    const here = travel(delayed(5), { until: at(DAY_MS) });
    expect(migrateEnrollment(here.state, delayed(4), { to: "stay" }, here.world, move)).toEqual({
      ok: false,
      reason: "stays",
    });
    const through = travel(delayed(1));
    expect(migrateEnrollment(through.state, delayed(4), { to: "same" }, through.world, move)).toEqual({
      ok: false,
      reason: "stays",
    });
  });

  it("a split sticks by outlet id", () => {
    const split = (weights: readonly [number, number]) =>
      drawGraph({
        start: { kind: "trigger", next: { next: "sleep" } },
        sleep: { kind: "delay", config: { duration: { amount: 1, unit: "days" } }, next: { next: "split" } },
        split: {
          kind: "split",
          config: {
            arms: [
              { id: "a", label: "A", weight: weights[0] },
              { id: "b", label: "B", weight: weights[1] },
            ],
          },
          next: { a: "sleep", b: "sleep" },
        },
      });
    const first = travel(split([1, 0]), { until: at(2 * DAY_MS) });
    const moved = advancedOf(migrateEnrollment(first.state, split([1, 99]), { to: "same" }, first.world, move));
    const on = travel(split([1, 99]), { enrollment: moved.enrollment, until: at(9 * DAY_MS) });
    expect(new Set(on.visits.filter((visit) => visit.nodeId === "split").map((visit) => visit.outlet))).toEqual(
      new Set(["a"]),
    );
  });
});
