import { describe, expect, it } from "vitest";
import { everybody } from "@/core/audience";
import type { Graph } from "@/core/graph";
import { anySignal } from "@/core/signal-filter";
import { drawGraph } from "@/core/testing/graph";
import { isPublishable, validate } from "@/core/validate";

const codes = (graph: Graph, nodeId?: string) =>
  validate(graph)
    .filter((problem) => nodeId === undefined || problem.nodeId === nodeId)
    .map((problem) => `${problem.rank} ${problem.code}${problem.path === undefined ? "" : ` ${problem.path}`}`);

const replied = (touch: string) => ({
  outcomes: [{ id: "replied", label: "", filter: anySignal("reply"), touch, count: 1 }],
});

const good = drawGraph({
  start: { kind: "trigger", next: { next: "mail" } },
  mail: { kind: "email", next: { next: "wait" } },
  wait: { kind: "wait", config: replied("mail"), next: { replied: "end", timeout: "end" } },
  end: { kind: "exit" },
});

describe("validate", () => {
  it("says nothing about a good sequence", () => {
    expect(validate(good)).toEqual([]);
    expect(isPublishable(validate(good))).toBe(true);
  });

  it("every problem is a sentence that says the fix, and what must be fixed blocks", () => {
    const bad = drawGraph({
      start: { kind: "trigger" },
      mail: { kind: "email", config: { subject: "", senderId: "" } },
    });
    const problems = validate(bad);
    expect(isPublishable(problems)).toBe(false);
    expect(problems.map((problem) => problem.message)).toContain("Add a subject line");
    for (const problem of problems) expect(problem.message).toMatch(/^[A-Z].{10,}/);
  });

  it("needs one entry", () => {
    expect(codes(drawGraph({ mail: { kind: "email" } }))).toContain("must no-entry");
    expect(codes(drawGraph({ start: { kind: "trigger" } }))).toEqual(["must empty"]);
    expect(
      codes(
        drawGraph({
          start: { kind: "trigger", next: { next: "end" } },
          again: { kind: "trigger", next: { next: "end" } },
          end: { kind: "exit" },
        }),
        "again",
      ),
    ).toContain("must second-entry");
  });

  it("unreachable", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "end" } },
      end: { kind: "exit" },
      lost: { kind: "exit" },
      won: { kind: "goal", next: { next: "thanks" } },
      thanks: { kind: "exit" },
    });
    expect(codes(graph, "lost")).toEqual(["look unreachable"]);
    expect(codes(graph, "won")).toEqual([]);
    expect(codes(graph, "thanks")).toEqual([]);
  });

  it("a goal between two steps lets through only whoever has reached it: that is said; at the end of a line it is not", () => {
    const between = drawGraph({
      start: { kind: "trigger", next: { next: "won" } },
      won: { kind: "goal", next: { next: "end" } },
      end: { kind: "exit" },
    });
    expect(codes(between, "won")).toEqual(["look goal-on-line"]);
    const last = drawGraph({ start: { kind: "trigger", next: { next: "won" } }, won: { kind: "goal" } });
    expect(codes(last, "won")).toEqual([]);
  });

  it("open outlets: what must lead on blocks, the rest is said, what means something by itself is not", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", next: { next: "wait" } },
      wait: { kind: "wait", config: replied("mail"), next: {} },
    });
    expect(codes(graph, "wait")).toEqual(["look leaves-here next.replied", "must open-outlet next.timeout"]);
    expect(codes(graph, "mail")).toEqual([]);
    const branch = drawGraph({
      start: { kind: "trigger", next: { next: "branch" } },
      branch: { kind: "branch", next: { yes: "end" } },
      end: { kind: "exit" },
    });
    expect(codes(branch, "branch")).toEqual(["must open-outlet next.else"]);
  });

  it("invalid config stands at its field, once", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", config: { subject: " ", shelfLifeDays: 0 }, next: { next: "branch" } },
      branch: {
        kind: "branch",
        config: { arms: [{ id: "a", label: "", when: everybody }] },
        next: { else: "end", a: "end" },
      },
      end: { kind: "exit" },
    });
    expect(codes(graph, "mail")).toEqual(["must invalid subject", "must invalid shelfLifeDays"]);
    expect(codes(graph, "branch")).toEqual(["must condition-empty arms.0.when"]);
  });

  it("a loop without a wait", () => {
    const loop = (kind: "delay" | "update", config = {}) =>
      drawGraph({
        start: { kind: "trigger", next: { next: "a" } },
        a: { kind, config, next: { next: "b" } },
        b: { kind: "update", next: { next: "a" } },
      });
    expect(codes(loop("update"))).toContain("must loop-without-wait next.next");
    expect(codes(loop("delay"))).toEqual(["look rounds next.done"]);
    expect(codes(loop("delay", { mode: "until-date", attribute: "birthday" }))).toContain(
      "must loop-without-wait next.next",
    );
  });

  it("a loop that goes on by its own done line at once", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "a" } },
      a: { kind: "delay", next: { next: "a", done: "a" } },
    });
    expect(codes(graph)).toContain("must loop-without-wait next.done");
  });

  it("references to mails: never sent blocks, maybe not sent is said", () => {
    const graph = (from: string) =>
      drawGraph({
        start: { kind: "trigger", next: { next: "branch" } },
        branch: { kind: "branch", next: { yes: "mail", else: "wait" } },
        mail: { kind: "email", next: { next: "wait" } },
        wait: { kind: "wait", config: replied(from), next: { replied: "end", timeout: "later" } },
        later: { kind: "email", next: { next: "end" } },
        end: { kind: "exit" },
      });
    expect(codes(graph("mail"), "wait")).toEqual(["look mail-maybe outcomes.0.touch"]);
    expect(codes(graph("later"), "wait")).toEqual(["must mail-never outcomes.0.touch"]);
    expect(codes(graph("gone"), "wait")).toEqual(["must mail-never outcomes.0.touch"]);
    expect(codes(good, "wait")).toEqual([]);
  });

  it("a mail that was skipped by its own line has not been sent there", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", next: { next: "wait", skipped: "wait" } },
      wait: { kind: "wait", config: replied("mail"), next: { replied: "end", timeout: "end" } },
      end: { kind: "exit" },
    });
    expect(codes(graph, "wait")).toEqual(["look mail-maybe outcomes.0.touch"]);
  });

  it("a wait for an answer before any mail", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "wait" } },
      wait: { kind: "wait", config: replied(""), next: { replied: "end", timeout: "end" } },
      end: { kind: "exit" },
    });
    expect(codes(graph, "wait")).toEqual(["must no-mail outcomes.0.touch"]);
  });

  it("a mail that a second round or entry would skip as a repeat", () => {
    const loop = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", next: { next: "sleep" } },
      sleep: { kind: "delay", config: { duration: { amount: 3, unit: "days" } }, next: { next: "mail" } },
    });
    expect(codes(loop, "mail")).toEqual(["look would-repeat mayRepeat", "look rounds next.done"]);
    const rounds = (lookup: object) => validate(loop, lookup).find(({ code }) => code === "rounds")?.message;
    expect(rounds({})).toMatch(/^After 20 rounds/);
    expect(rounds({ maxRounds: 3 })).toMatch(/^After 3 rounds/);
    const reentry = drawGraph({
      start: { kind: "trigger", config: { reentry: { mode: "after-exit", days: 7 } }, next: { next: "mail" } },
      mail: { kind: "email", next: { next: "end" } },
      end: { kind: "exit" },
    });
    expect(codes(reentry, "mail")).toEqual(["look would-repeat mayRepeat"]);
  });

  it("a sales letter with nothing of the person in it", () => {
    const letter = (config: object) =>
      codes(
        drawGraph({
          start: { kind: "trigger", next: { next: "mail" } },
          mail: { kind: "email", config: { class: "sales", body: "Shall we talk?", ...config }, next: { next: "end" } },
          end: { kind: "exit" },
        }),
        "mail",
      );
    expect(letter({})).toEqual(["look not-personal body"]);
    expect(letter({ body: "Yours, {{ sender.name }}" })).toEqual(["look not-personal body"]);
    expect(letter({ body: 'Hi {{ first_name | default: "there" }}' })).toEqual([]);
    expect(letter({ subject: "News for {{ company.name }}" })).toEqual([]);
    expect(letter({ class: "marketing" })).toEqual([]);
    expect(letter({ body: "{{ first_name" })).not.toContain("look not-personal body");
  });

  it("a mail that says what an earlier one said, to people who may have had it", () => {
    const twice = (config: object, second: "after" | "beside" = "after") =>
      codes(
        drawGraph({
          start: { kind: "trigger", next: { next: second === "after" ? "one" : "fork" } },
          fork: { kind: "split", next: { a: "one", b: "sleep" } },
          one: { kind: "email", config: { body: "Hello  you" }, next: { next: second === "after" ? "sleep" : "end" } },
          sleep: { kind: "delay", config: { duration: { amount: 3, unit: "days" } }, next: { next: "two" } },
          two: { kind: "email", config: { subject: "Again", body: "hello you", ...config }, next: { next: "end" } },
          end: { kind: "exit" },
        }),
      ).filter((code) => code.includes("same-words"));
    expect(twice({})).toEqual(["look same-words body"]);
    expect(twice({ body: "Something else" })).toEqual([]);
    expect(twice({ mayRepeat: { kind: "after", days: 30 } })).toEqual([]);
    expect(twice({}, "beside")).toEqual([]);
  });

  it("two mails within 24 hours, however the time is spent", () => {
    const apart = (amount: number) =>
      drawGraph({
        start: { kind: "trigger", next: { next: "a" } },
        a: { kind: "email", next: { next: "sleep" } },
        sleep: { kind: "delay", config: { duration: { amount, unit: "hours" } }, next: { next: "b" } },
        b: { kind: "email", config: { body: "And more" }, next: { next: "end" } },
        end: { kind: "exit" },
      });
    expect(codes(apart(23), "b")).toEqual(["look two-in-a-day"]);
    expect(codes(apart(24), "b")).toEqual([]);
  });

  it("texts, when the workspace's variables are known", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: {
        kind: "email",
        config: { subject: "Hello {{ nickname }}", body: "Dear {{ first_name }}" },
        next: { next: "end" },
      },
      end: { kind: "exit" },
    });
    const problems = validate(graph, { mergeVariables: [{ path: "first_name", mayBeEmpty: true }] });
    expect(problems.map((problem) => [problem.path, problem.code])).toEqual([
      ["subject", "merge-unknown-variable"],
      ["body", "merge-no-fallback"],
    ]);
    expect(validate(graph)).toEqual([]);
  });

  it("things that are gone from the workspace", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", config: { productIds: ["prd_1"] }, next: { next: "move" } },
      move: { kind: "move" },
    });
    expect(validate(graph, { has: () => true })).toEqual([]);
    expect(validate(graph, { has: () => false }).map((problem) => problem.code)).toEqual([
      "sender-gone",
      "topic-gone",
      "product-gone",
      "sequence-gone",
    ]);
  });

  it("a kind this build does not know", () => {
    const graph: Graph = {
      ...good,
      nodes: { ...good.nodes, x: { id: "x", step: 9, kind: "sms", config: {}, next: {} } },
      nextStep: 10,
    };
    expect(codes(graph, "x")).toEqual(["must kind-unknown"]);
  });

  it("takes 1,000 steps within a frame's reach", () => {
    const drawn: Record<string, Parameters<typeof drawGraph>[0][string]> = {
      start: { kind: "trigger", next: { next: "m0" } },
    };
    for (let i = 0; i < 250; i += 1) {
      drawn[`m${i}`] = { kind: "email", next: { next: `w${i}` } };
      drawn[`w${i}`] = { kind: "wait", config: replied(`m${i}`), next: { replied: `x${i}`, timeout: `u${i}` } };
      drawn[`x${i}`] = { kind: "exit" };
      drawn[`u${i}`] = { kind: "delay", next: i === 249 ? {} : { next: `m${i + 1}` } };
    }
    const graph = drawGraph(drawn);
    validate(graph);
    const edited: Graph = { ...graph };
    const start = performance.now();
    validate(edited);
    // CANVAS §4.3: per change, debounced 200 ms. The bound is wide for a busy machine; usually some 60 ms.
    expect(performance.now() - start).toBeLessThan(1_500);
  });
});
