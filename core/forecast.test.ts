import { describe, expect, it } from "vitest";
import { forecast } from "@/core/forecast";
import { addMs, DAY_MS, HOUR_MS } from "@/core/instant";
import { anySignal } from "@/core/signal-filter";
import type { Governor } from "@/core/simulate";
import { drawGraph } from "@/core/testing/graph";
import { buildContact, handEntry, testStart } from "@/core/testing/world";

const graph = drawGraph({
  start: { kind: "trigger", next: { next: "first" } },
  first: { kind: "email", next: { next: "wait" } },
  wait: {
    kind: "wait",
    config: {
      outcomes: [{ id: "clicked", label: "", filter: anySignal("click"), touch: "first", count: 1 }],
      timeout: { amount: 2, unit: "days" },
    },
    next: { clicked: "end", timeout: "second" },
  },
  second: { kind: "email", next: { next: "end" } },
  end: { kind: "exit" },
});
const free: Governor<string> = () => ({ is: "send" });
const crowd = (governor: Governor<string>, count = 1_000) =>
  Array.from({ length: count }, (_, i) => ({
    enrollmentId: `enr_${i}`,
    contact: buildContact(),
    zone: "UTC",
    startAt: testStart,
    entry: handEntry,
    governor,
  }));
const options = { startAt: testStart, until: addMs(testStart, 30 * DAY_MS), reactions: { wait: { clicked: 0.3 } } };

describe("forecast", () => {
  it("counts mails by day and shares by reaction, the same every time", () => {
    const once = forecast(graph, crowd(free), options);
    expect(forecast(graph, crowd(free), options)).toEqual(once);
    expect(once.people).toBe(1_000);
    expect(once.days.map((day) => day.day)).toEqual([0, 2]);
    expect(once.days[0]?.sent).toBe(1_000);
    expect(once.reached.second).toBeGreaterThan(640);
    expect(once.reached.second).toBeLessThan(760);
    expect(once.sent).toBe(1_000 + (once.reached.second ?? 0));
    expect([once.held, once.skipped, once.unfinished]).toEqual([0, 0, 0]);
  });

  it("counts what is held once, what is skipped, and who is not through", () => {
    const until = addMs(testStart, 30 * HOUR_MS);
    const slow: Governor<string> = (send, now) => {
      if (send.nodeId === "second") return { is: "skip", reason: "repeat", because: "had it" };
      return now < until ? { is: "hold", until: addMs(now, HOUR_MS), because: "full" } : { is: "send" };
    };
    const result = forecast(graph, crowd(slow, 10), { ...options, reactions: {} });
    expect([result.held, result.sent, result.skipped, result.unfinished]).toEqual([10, 10, 10, 0]);
    expect(
      forecast(graph, crowd(free, 10), { ...options, until: addMs(testStart, DAY_MS), reactions: {} }).unfinished,
    ).toBe(10);
  });
});
