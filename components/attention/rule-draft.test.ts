import { expect, test } from "vitest";
import { capRuleSchema } from "@/core/attention/rule";
import { capRule } from "@/core/attention/testing/ledger";
import { DAY_MS, HOUR_MS } from "@/core/instant";
import { newRule, toDraft, toRule } from "./rule-draft";

const again = (rule: Parameters<typeof toDraft>[0]) => ({
  ...toRule(toDraft(rule)),
  id: rule.id,
  version: rule.version,
});

test("every rule survives being opened and saved unchanged", () => {
  for (const rule of [
    capRule("a"),
    capRule("b", { window: { kind: "calendar", period: "month" }, max: 4, atCap: "skip" }),
    capRule("c", { max: null, window: null, minGapMs: 20 * HOUR_MS, scope: { kind: "class", class: "marketing" } }),
    capRule("d", { minGapMs: 3 * DAY_MS, scope: { kind: "topic", id: null }, shelfLifeMs: 2 * DAY_MS }),
    capRule("e", {
      scope: { kind: "sequence", id: "seq_a" },
      counts: { channels: ["email"], sources: ["sequence", "hand"] },
      appliesTo: { classes: ["marketing"], topicIds: ["top_a"], teamIds: ["team_a"] },
    }),
    capRule("f", { scope: { kind: "company" }, window: { kind: "rolling", lengthMs: 90 * 60_000 } }),
  ]) {
    expect(again(rule)).toEqual(rule);
  }
});

test("a filter that was emptied is none; a filter of nothing would hold everybody back or nobody", () => {
  const draft = { ...newRule, name: "Two", counts: { ...newRule.counts, on: true } };
  expect(toRule(draft).counts).toBeNull();
});

test("what is half typed is refused, not rounded", () => {
  for (const change of [{ max: "" }, { max: "two" }, { length: "" }, { hasGap: true, gap: "-" }, { hasMax: false }]) {
    const said = { ...toRule({ ...newRule, name: "Rule", ...change }), id: "rule", version: 1 };
    expect(capRuleSchema.safeParse(said).success).toBe(false);
  }
});
