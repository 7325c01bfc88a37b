import { describe, expect, it } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import type { PersonFacts } from "@/core/attention/facts";
import { addMs, DAY_MS, HOUR_MS, toEpochMs, toIso } from "@/core/instant";
import { anySignal } from "@/core/signal-filter";
import { type Governor, REACHED, simulate } from "@/core/simulate";
import { realGovernor } from "@/core/simulate-governor";
import { drawGraph } from "@/core/testing/graph";
import { buildContact, buildSignal, handEntry, testStart } from "@/core/testing/world";

const free: Governor<string> = () => ({ is: "send" });

const graph = drawGraph({
  start: { kind: "trigger", next: { next: "first" } },
  first: { kind: "email", next: { next: "wait" } },
  wait: {
    kind: "wait",
    config: {
      outcomes: [
        {
          id: "replied",
          label: "",
          filter: { ...anySignal("reply"), replyClasses: ["interested"] },
          touch: "first",
          count: 1,
        },
        { id: "clicked", label: "", filter: { ...anySignal("click"), linkId: "lnk" }, touch: "first", count: 2 },
        {
          id: "paid",
          label: "",
          filter: { ...anySignal("event"), name: "paid", where: [{ path: "plan.name", op: "is", value: "pro" }] },
          touch: "",
          count: 1,
        },
      ],
      timeout: { amount: 3, unit: "days" },
    },
    next: { replied: "a", clicked: "b", paid: "d", timeout: "branch" },
  },
  a: { kind: "exit" },
  b: { kind: "exit" },
  d: { kind: "exit" },
  branch: { kind: "branch", next: { yes: "tag", else: "last" } },
  tag: { kind: "update", config: { changes: [{ set: "tag", tag: "seen", to: "add" }] }, next: { next: "last" } },
  last: { kind: "email" },
});

const base = {
  graph,
  contact: buildContact(),
  zone: "Europe/Berlin",
  startAt: testStart,
  entry: handEntry,
  governor: free,
};
const path = (visits: readonly { nodeId: string }[]) => visits.map((visit) => visit.nodeId);

describe("simulate", () => {
  it.each([
    ["replied", "a"],
    ["clicked", "b"],
    ["paid", "d"],
  ])("a chosen reaction %s is provoked and taken", (outlet, end) => {
    const { visits, steps, outcome } = simulate({ ...base, choices: { wait: { outlet, afterMs: HOUR_MS } } });
    expect(path(visits)).toEqual(["start", "first", "wait", end]);
    expect(outcome).toBe("ended");
    expect(steps.find((step) => step.type === "reacted")?.at).toBe(addMs(testStart, HOUR_MS));
  });

  it("no choice: the wait times out and the branch goes by the facts", () => {
    expect(path(simulate(base).visits)).toEqual(["start", "first", "wait", "branch", "last"]);
    expect(path(simulate({ ...base, contact: buildContact({ tags: ["vip"] }) }).visits)).toEqual([
      "start",
      "first",
      "wait",
      "branch",
      "tag",
      "last",
    ]);
  });

  it("a branch goes the chosen way whatever the facts", () => {
    expect(path(simulate({ ...base, choices: { branch: { outlet: "yes", afterMs: 0 } } }).visits)).toContain("tag");
    const vip = { ...base, contact: buildContact({ tags: ["vip"] }) };
    expect(path(simulate({ ...vip, choices: { branch: { outlet: "else", afterMs: 0 } } }).visits)).not.toContain("tag");
  });

  it("a held mail leaves when the governor says, and time goes on from there", () => {
    const until = addMs(testStart, 30 * HOUR_MS);
    const governor: Governor<string> = (send, now) =>
      send.nodeId === "first" && now < until ? { is: "hold", until, because: "weekend" } : { is: "send" };
    const { steps, visits } = simulate({ ...base, governor });
    expect(steps.filter((step) => step.type === "held")).toEqual([
      { type: "held", at: testStart, nodeId: "first", until, because: "weekend" },
    ]);
    expect(steps.find((step) => step.type === "sent")).toMatchObject({ at: until, heldMs: 30 * HOUR_MS });
    expect(visits.find((visit) => visit.nodeId === "wait")?.enteredAt).toBe(until);
  });

  it("a skipped mail goes on", () => {
    const governor: Governor<string> = () => ({ is: "skip", reason: "repeat", because: "had it" });
    const { steps } = simulate({ ...base, governor });
    expect(steps.filter((step) => step.type === "skipped").map((step) => step.nodeId)).toEqual(["first", "last"]);
  });

  it("a hold without an end is said to be open, once its deadline has passed", () => {
    const governor: Governor<string> = () => ({ is: "hold", until: null, because: "paused" });
    const { outcome, steps } = simulate({ ...base, governor });
    expect(outcome).toBe("open");
    expect(steps.filter((step) => step.type === "held")).toHaveLength(1);
  });

  it("a purchase from outside is seen by later conditions", () => {
    const buying = drawGraph({
      start: { kind: "trigger", next: { next: "sleep" } },
      sleep: { kind: "delay", next: { next: "branch" } },
      branch: {
        kind: "branch",
        config: {
          arms: [
            {
              id: "bought",
              label: "",
              when: {
                type: "test",
                subject: { on: "purchases", productId: "prd_1" },
                op: "happened",
                value: { count: 1, days: null },
              },
            },
          ],
        },
        next: { bought: "yes", else: "no" },
      },
      yes: { kind: "exit" },
      no: { kind: "exit" },
    });
    const signals = [buildSignal("p", "purchase", addMs(testStart, HOUR_MS), { productIds: ["prd_1"] })];
    expect(path(simulate({ ...base, graph: buying, signals }).visits).at(-1)).toBe("yes");
    expect(path(simulate({ ...base, graph: buying }).visits).at(-1)).toBe("no");
  });

  describe("a goal is reached from anywhere", () => {
    const withGoal = (config: object, next: Record<string, string> = {}) =>
      drawGraph({
        start: { kind: "trigger", next: { next: "first" } },
        first: { kind: "email", next: { next: "sleep" } },
        sleep: {
          kind: "delay",
          config: { mode: "for", duration: { amount: 10, unit: "days" } },
          next: { next: "last" },
        },
        last: { kind: "email" },
        goal: { kind: "goal", config, next },
        thanks: { kind: "exit" },
      });
    const reached = (afterMs: number) => ({ goal: { outlet: REACHED, afterMs } });
    const bought = { by: "signal", filter: { ...anySignal("purchase"), productId: "prd_1" } };

    it("at the chosen time, in the middle of a wait, and what would have followed does not", () => {
      const { steps, state } = simulate({ ...base, graph: withGoal(bought), choices: reached(3 * DAY_MS) });
      expect(state.end).toMatchObject({ reason: "goal", at: addMs(testStart, 3 * DAY_MS) });
      expect(steps.filter((step) => step.type === "sent").map(({ nodeId }) => nodeId)).toEqual(["first"]);
      expect(steps.find((step) => step.type === "reacted")).toMatchObject({
        at: addMs(testStart, 3 * DAY_MS),
        signal: { kind: "purchase", productIds: ["prd_1"] },
      });
    });

    it("and jumps where it leads on", () => {
      const graph = withGoal(bought, { next: "thanks" });
      expect(path(simulate({ ...base, graph, choices: reached(DAY_MS) }).visits).at(-1)).toBe("thanks");
    });

    it("by an answer to the sequence's own mail", () => {
      const graph = withGoal({ by: "signal", filter: anySignal("reply"), scope: "sequence" });
      expect(simulate({ ...base, graph, choices: reached(DAY_MS) }).state.end?.reason).toBe("goal");
    });

    it("not once the sequence is over, and not by a choice of what only a condition tells", () => {
      const late = simulate({ ...base, graph: withGoal(bought), choices: reached(100 * DAY_MS) });
      expect(late.state.end?.reason).not.toBe("goal");
      const graph = withGoal({ by: "condition" });
      expect(simulate({ ...base, graph, choices: reached(DAY_MS) }).state.end?.reason).not.toBe("goal");
    });
  });

  it("a draft that is not finished runs up to the first broken step and names it", () => {
    const broken = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", config: { subject: "" } },
    });
    const { state } = simulate({ ...base, graph: broken });
    expect(state.end).toMatchObject({
      reason: "broken",
      because: { code: "step-broken", data: { nodeId: "mail", problem: "Add a subject line" } },
    });
  });

  it("an endless wait stops at the limit", () => {
    expect(simulate({ ...base, until: addMs(testStart, DAY_MS) }).outcome).toBe("limit");
  });
});

const facts: PersonFacts = {
  contactId: "ctc_1",
  zone: { id: "Europe/Berlin", source: "explicit" },
  suppressions: [],
  consent: { basis: "opt_in", source: "form", at: null, ordinal: 0 },
  consents: {},
  optOuts: [],
  choice: null,
  leaveAlone: [],
  exchanges: [],
  products: [],
  signs: [],
  interestResets: [],
  exemptions: [],
  pauses: [],
  senders: [],
  company: [],
  hours: { workspace: null, topics: {}, sequences: {} },
};

const sixty = drawGraph({
  start: { kind: "trigger", next: { next: "m0" } },
  ...Object.fromEntries(
    Array.from({ length: 29 }, (_, i) => [
      [
        `m${i}`,
        { kind: "email" as const, config: { templateFamily: `f${i}`, class: "sales" }, next: { next: `d${i}` } },
      ] as const,
      [
        `d${i}`,
        {
          kind: "delay" as const,
          config: { duration: { amount: 3, unit: "hours" } },
          next: { next: i === 28 ? "end" : `m${i + 1}` },
        },
      ] as const,
    ]).flat(),
  ),
  end: { kind: "exit" },
});

describe("with the real governor", () => {
  const governor = () =>
    realGovernor({
      facts,
      ledger: [],
      waiting: [],
      rules: defaultRules,
      sequence: { id: "seq_1", createdAt: testStart, teamId: null },
      memberOf: () => null,
    });

  it("the default rules spread mails that are drawn three hours apart", () => {
    const { steps, outcome } = simulate({ ...base, graph: sixty, governor: governor() });
    const sent = steps.flatMap((step) => (step.type === "sent" ? [step.at] : []));
    expect(outcome).toBe("ended");
    expect(sent).toHaveLength(29);
    for (const [index, at] of sent.entries()) {
      expect(sent.filter((other) => other > at - DAY_MS && other <= at)).toHaveLength(1);
      expect(sent.filter((other) => other > at - 7 * DAY_MS && other <= at).length).toBeLessThanOrEqual(3);
      if (index > 0) expect(at).toBeGreaterThan(sent[index - 1] ?? toEpochMs(0));
    }
    expect(steps.some((step) => step.type === "held" && step.because.because?.kind === "cap")).toBe(true);
  });

  it("says when, in the journey's words", () => {
    const { steps } = simulate({ ...base, graph: sixty, governor: governor() });
    const held = steps.find((step) => step.type === "held");
    expect(held?.type === "held" && held.until !== null && toIso(held.until)).toBe(toIso(addMs(testStart, DAY_MS)));
    expect(steps.at(-1)).toMatchObject({ type: "ended", reason: "left-here" });
  });
});
