import { describe, expect, it } from "vitest";
import type { Because, BecauseCode } from "@/core/because";
import { explainBecause, sayInstant } from "@/core/explain";
import { testStart } from "@/core/testing/world";

/** One of each code: a code without an example is a type error here, one without a sentence is one there. */
const examples: { readonly [C in BecauseCode]: Extract<Because, { code: C }>["data"] } = {
  "came-from": { nodeId: "n1", outlet: "clicked" },
  entered: { by: "hand", signalId: null },
  jumped: { by: "mem_1", reason: "asked for it.", from: "n1" },
  "jumped-on": { by: "mem_1", reason: "asked for it.", to: "n2" },
  moved: { from: "n1", version: "version 2" },
  "goal-jump": { goalId: "n1", signalId: null },
  sending: {},
  accepted: { at: testStart },
  skipped: { reason: "repeat" },
  failed: { reason: "no_such_address" },
  unknown: { at: testStart },
  withdrawn: { by: "" },
  "delay-until": { until: testStart },
  "delay-over": { until: testStart },
  "date-missing": { attribute: "renewal_date" },
  "date-passed": { attribute: "renewal_date", until: testStart },
  "waiting-for": { outcomes: ["replied", "clicked"], deadline: testStart },
  settling: { until: testStart, signalId: "s", outcome: "clicked" },
  outcome: {
    outcome: "o",
    label: "clicked",
    signalId: "s",
    signal: "click",
    occurredAt: testStart,
    mode: "settle",
    seen: { o: ["s"], p: ["t"] },
  },
  "timed-out": { deadline: testStart, ignored: 2 },
  matched: { arm: "a", label: "In Spain", facts: { country: "Spain", tags: [] } },
  "no-match": { facts: { country: null } },
  split: { arm: "a", label: "A", percent: 50 },
  doing: { what: "task" },
  done: { what: "update", result: {} },
  "not-done": { what: "webhook", reason: "status 500" },
  "reached-end": {},
  "left-here": { reason: "" },
  "goal-met": { goalId: "n1", signalId: null, facts: { vip: true } },
  exit: { exitId: "x", label: "replies", signalId: "s", facts: {} },
  "rounds-spent": { rounds: 20 },
  stopped: { by: "reply", reason: "not interested." },
  "wait-skipped": { by: "mem_1", reason: "in a hurry." },
  "step-missing": { nodeId: "n1" },
  "step-broken": { nodeId: "n1", problem: "Add a subject line" },
};

const names = (kind: string, id: string) =>
  kind === "step" ? `S5 ${id}` : kind === "member" && id === "mem_1" ? "Ana" : null;
const explain = (code: BecauseCode) =>
  explainBecause({ code, data: examples[code] } as Because, { names, zone: "Europe/Madrid" });

describe("explainBecause", () => {
  it.each(Object.keys(examples) as BecauseCode[])("%s is a sentence", (code) => {
    const sentence = explain(code);
    expect(sentence).toMatch(/^[A-Z].*\.$/s);
    expect(sentence).not.toMatch(/undefined|null|NaN|\[object|_/);
  });

  it("names people and steps, and tells the time of the person's zone", () => {
    expect(explain("jumped")).toBe("Ana moved the person here from S5 n1: asked for it.");
    expect(explain("jumped-on")).toBe("Ana moved the person on to S5 n2: asked for it.");
    expect(explain("accepted")).toBe("The email left Wed 7 Jan 2026, 10:00.");
    expect(explain("timed-out")).toBe(
      "Nothing happened by Wed 7 Jan 2026, 10:00. 2 signs were left out as made by a machine.",
    );
    expect(explain("outcome")).toContain("stands above the other one that happened");
    expect(explain("matched")).toBe("Went by “In Spain” (country: Spain, tags: none).");
    const bought = {
      code: "matched",
      data: { arm: "a", label: "buys {product:p1}", facts: { "bought {product:p1} once": true, segments: ["s1"] } },
    } as const;
    const named = (kind: string, id: string) => (id === "p1" ? "Site Pro" : kind === "segment" ? "Customers" : null);
    expect(explainBecause(bought, { names: named, zone: "UTC" })).toBe(
      "Went by “buys Site Pro” (bought Site Pro once: yes, segments: Customers).",
    );
    expect(explainBecause(bought, { names: () => null, zone: "UTC" })).toContain("bought a deleted product once: yes");
    expect(sayInstant(testStart, "America/New_York")).toBe("Wed 7 Jan 2026, 04:00");
  });
});
