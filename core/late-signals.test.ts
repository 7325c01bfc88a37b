import { describe, expect, it } from "vitest";
import { addMs, DAY_MS, HOUR_MS } from "@/core/instant";
import { lateSignals } from "@/core/late-signals";
import { anySignal } from "@/core/signal-filter";
import { drawGraph } from "@/core/testing/graph";
import { travel } from "@/core/testing/travel";
import { buildSignal, testStart } from "@/core/testing/world";

const at = (ms: number) => addMs(testStart, ms);
const graph = drawGraph({
  start: { kind: "trigger", next: { next: "mail" } },
  mail: { kind: "email", next: { next: "wait" } },
  wait: {
    kind: "wait",
    config: {
      outcomes: [{ id: "clicked", label: "", filter: anySignal("click"), touch: "mail", count: 1 }],
      timeout: { amount: 3, unit: "days" },
    },
    next: { clicked: "yes", timeout: "sleep" },
  },
  yes: { kind: "exit" },
  sleep: { kind: "delay", config: { duration: { amount: 30, unit: "days" } }, next: { next: "no" } },
  no: { kind: "exit" },
});
const click = (id: string, when: number, heard = when) => ({
  ...buildSignal(id, "click", at(when), { receivedAt: at(heard) }),
  mail: "mail",
});

describe("lateSignals", () => {
  it("names what came after the deadline, and what was heard of too late", () => {
    const signals = [
      click("after", 4 * DAY_MS),
      click("heard", 2 * DAY_MS, 5 * DAY_MS),
      { ...click("machine", 4 * DAY_MS), verdict: "machine" as const },
    ];
    const { state, visits, world } = travel(graph, { signals, until: at(10 * DAY_MS) });
    expect(lateSignals(graph, state, visits, world.signals)).toEqual([
      { signalId: "after", nodeId: "wait", visit: 1, outcome: "clicked", deadline: at(3 * DAY_MS), heardLate: false },
      { signalId: "heard", nodeId: "wait", visit: 1, outcome: "clicked", deadline: at(3 * DAY_MS), heardLate: true },
    ]);
  });

  it("says nothing of a wait that was answered", () => {
    const { state, visits, world } = travel(graph, {
      signals: [click("in-time", HOUR_MS), click("second", 4 * DAY_MS)],
    });
    expect(lateSignals(graph, state, visits, world.signals)).toEqual([]);
  });
});
