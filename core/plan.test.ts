import { describe, expect, it } from "vitest";
import { daySpans, describeDays } from "@/core/day-gutter";
import { addMs, DAY_MS, HOUR_MS } from "@/core/instant";
import { planPath } from "@/core/plan";
import { anySignal } from "@/core/signal-filter";
import { drawGraph } from "@/core/testing/graph";
import { travel } from "@/core/testing/travel";
import { testStart } from "@/core/testing/world";

const at = (ms: number) => addMs(testStart, ms);

const graph = drawGraph({
  start: { kind: "trigger", next: { next: "first" } },
  first: { kind: "email", next: { next: "sleep" } },
  sleep: { kind: "delay", config: { duration: { amount: 2, unit: "days" } }, next: { next: "second" } },
  second: { kind: "email", next: { next: "tag" } },
  tag: { kind: "update", next: { next: "wait" } },
  wait: {
    kind: "wait",
    config: {
      outcomes: [{ id: "clicked", label: "clicked", filter: anySignal("click"), touch: "second", count: 1 }],
      timeout: { amount: 3, unit: "days" },
    },
    next: { clicked: "third", timeout: "end" },
  },
  third: { kind: "email", next: { next: "end" } },
  end: { kind: "exit" },
});

describe("planPath", () => {
  it("goes to the next undecided step with dates, and names its ways without", () => {
    const { state, world } = travel(graph, { until: at(HOUR_MS) });
    const path = planPath(graph, state, world);
    expect(path.steps.map((step) => [step.nodeId, step.at, step.sends, step.key])).toEqual([
      ["second", at(2 * DAY_MS), true, "enr_1/second/1"],
      ["tag", at(2 * DAY_MS), false, "enr_1/tag/1"],
      ["wait", at(2 * DAY_MS), false, "enr_1/wait/1"],
    ]);
    expect(path.undecided).toBe("wait");
    expect(path.outcomes).toEqual([
      { outlet: "clicked", label: "clicked", nodeId: "third" },
      { outlet: "timeout", label: "nothing in 3 days", nodeId: "end" },
    ]);
  });

  it("behind a mail that is held, dates follow the forecast", () => {
    const { state, world } = travel(graph, {
      touch: () => ({ state: "held", at: testStart, reason: null }),
      until: at(HOUR_MS),
    });
    const path = planPath(graph, state, world, (key) => (key === state.position?.effect?.key ? at(DAY_MS) : undefined));
    expect(path.steps.map((step) => [step.nodeId, step.at]).slice(0, 2)).toEqual([
      ["sleep", at(DAY_MS)],
      ["second", at(3 * DAY_MS)],
    ]);
  });

  it("on an undecided step only its ways are known; at the end nothing is", () => {
    const { state, world } = travel(graph, { until: at(3 * DAY_MS) });
    expect(planPath(graph, state, world)).toMatchObject({ steps: [], undecided: "wait" });
    const through = travel(graph);
    expect(planPath(graph, through.state, through.world)).toEqual({ steps: [], outcomes: [], undecided: null });
  });

  it("a split is known, a second round is not planned", () => {
    const loop = drawGraph({
      start: { kind: "trigger", next: { next: "split" } },
      split: {
        kind: "split",
        config: {
          arms: [
            { id: "a", label: "", weight: 1 },
            { id: "b", label: "", weight: 0 },
          ],
        },
        next: { a: "sleep", b: "end" },
      },
      sleep: { kind: "delay", next: { next: "mail" } },
      mail: { kind: "email", next: { next: "split" } },
      end: { kind: "exit" },
    });
    const { state, world } = travel(loop, { until: at(HOUR_MS) });
    expect(planPath(loop, state, world).steps.map((step) => step.nodeId)).toEqual(["mail", "split"]);
  });
});

describe("daySpans", () => {
  it("gives earliest and latest day of every step", () => {
    const spans = daySpans(graph);
    const words = Object.fromEntries([...spans].map(([id, span]) => [id, describeDays(span)]));
    expect(words).toEqual({
      start: "Day 1",
      first: "Day 1",
      sleep: "Day 1",
      second: "Day 3",
      tag: "Day 3",
      wait: "Day 3",
      third: "Days 3 to 6",
      end: "Days 3 to 6",
    });
    expect(spans.get("third")).toMatchObject({ earliestMs: 2 * DAY_MS, latestMs: 5 * DAY_MS });
  });

  it("a date has no latest day; loops count once; goals have no day", () => {
    const odd = drawGraph({
      start: { kind: "trigger", next: { next: "date" } },
      date: { kind: "delay", config: { mode: "until-date", attribute: "renewal" }, next: { next: "nap" } },
      nap: { kind: "delay", config: { duration: { amount: 30, unit: "minutes" } }, next: { next: "date" } },
      won: { kind: "goal", next: { next: "thanks" } },
      thanks: { kind: "exit" },
    });
    const spans = daySpans(odd);
    expect(describeDays(spans.get("nap") ?? { earliestMs: 0, latestMs: 0, firstDay: 0, lastDay: 0 })).toBe(
      "From day 1",
    );
    expect([spans.has("won"), spans.has("thanks")]).toEqual([false, false]);
    expect(spans.get("date")?.latestMs).toBe(0);
  });
});
