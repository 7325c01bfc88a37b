import { expect, it } from "vitest";
import type { Graph } from "@/core/graph";
import { nodesOf } from "@/core/graph";
import { mailLinksOf } from "@/core/mail-links";
import type { Lookup } from "@/core/node-type";
import { anySignal } from "@/core/signal-filter";
import { drawGraph } from "@/core/testing/graph";
import { validate } from "@/core/validate";

const has: Lookup["has"] = (_, id) => !id.endsWith("_gone");
const problems = (graph: Graph) =>
  validate(graph, { has })
    .filter(({ code }) => code.endsWith("-gone"))
    .map(({ rank, nodeId, code, path }) => `${rank} ${nodeId} ${code} ${path}`);

const body = "Look: [prices](https://acme.example/prices)";
const outcome = (id: string, filter: object) => ({ id, label: "", filter, touch: "", count: 1 });
const test = (subject: object, op: string, value: unknown) => ({ type: "test", subject, op, value });
const drawn = (of: { exits?: object[]; condition?: object; outcomes?: object[]; when?: object; goal?: object }) =>
  drawGraph({
    start: {
      kind: "trigger",
      config: { exits: of.exits ?? [], ...(of.condition ? { condition: of.condition } : {}) },
      next: { next: "mail" },
    },
    mail: { kind: "email", config: { body }, next: { next: "wait" } },
    wait: {
      kind: "wait",
      config: { outcomes: of.outcomes ?? [outcome("replied", anySignal("reply"))] },
      next: { timeout: "branch" },
    },
    branch: {
      kind: "branch",
      config: of.when ? { arms: [{ id: "yes", label: "", when: of.when }] } : {},
      next: { yes: "end", else: "end" },
    },
    end: { kind: "exit" },
    goal: { kind: "goal", config: of.goal ?? {} },
  });

const clicks = (linkId: string) => ({ ...anySignal("click"), linkId });
const buys = (productId: string) => ({ ...anySignal("purchase"), productId });
const linkId = nodesOf(drawn({})).flatMap(mailLinksOf)[0]?.id ?? "";

it("what is there is nothing to say about", () => {
  expect(linkId).not.toBe("");
  const when = {
    type: "all",
    of: [
      test({ on: "segments" }, "has", ["seg_1"]),
      test({ on: "topic", topicId: "top_1" }, "among", ["in"]),
      test({ on: "product", productId: "prd_1" }, "has", ["bought"]),
    ],
  };
  expect(problems(drawn({ outcomes: [outcome("a", clicks(linkId)), outcome("b", buys("prd_1"))], when }))).toEqual([]);
});

it.each([
  ["a wait's link", { outcomes: [outcome("a", clicks("l_old"))] }, "must wait link-gone outcomes.0.filter.linkId"],
  [
    "a wait's product",
    { outcomes: [outcome("a", buys("p_gone"))] },
    "must wait product-gone outcomes.0.filter.productId",
  ],
  [
    "a branch's segment",
    { when: { type: "any", of: [test({ on: "segments" }, "has", ["seg_1", "seg_gone"])] } },
    "must branch segment-gone arms.0.when.of.0.value",
  ],
  [
    "a branch's topic",
    { when: test({ on: "interest", topicId: "top_gone" }, "among", ["cold"]) },
    "must branch topic-gone arms.0.when.subject",
  ],
  [
    "a branch's product",
    { when: test({ on: "purchases", productId: "p_gone" }, "ever", null) },
    "must branch product-gone arms.0.when.subject",
  ],
  [
    "a branch's link",
    { when: test({ on: "signals", filter: clicks("l_old") }, "ever", null) },
    "must branch link-gone arms.0.when.subject.filter.linkId",
  ],
  [
    "an exit's link",
    { exits: [{ id: "x", by: "signal", filter: clicks("l_old"), scope: "anywhere" }] },
    "must start link-gone exits.0.filter.linkId",
  ],
  [
    "an exit's segment",
    { exits: [{ id: "x", by: "condition", when: test({ on: "segments" }, "has", ["seg_gone"]) }] },
    "must start segment-gone exits.0.when.value",
  ],
  [
    "the entry's topic",
    { condition: test({ on: "consent", topicId: "top_gone" }, "among", ["opt_in"]) },
    "must start topic-gone condition.subject",
  ],
  [
    "a goal's product",
    { goal: { by: "signal", filter: buys("p_gone"), scope: "anywhere" } },
    "must goal product-gone filter.productId",
  ],
])("%s", (_, of, problem) => {
  expect(problems(drawn(of))).toEqual([problem]);
});
