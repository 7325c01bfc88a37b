import { describe, expect, it } from "vitest";
import {
  type Condition,
  checkCondition,
  conditionSchema,
  describeCondition,
  evaluateCondition,
  everybody,
  factsRead,
  nobody,
} from "@/core/audience";
import { operatorIds, operatorOf, operatorsFor } from "@/core/audience-operators";
import { type Subject, subjectKinds } from "@/core/audience-subjects";
import type { ContactFacts } from "@/core/facts";
import { addMs, DAY_MS, toEpochMs } from "@/core/instant";
import type { JsonValue } from "@/core/json";
import { anySignal } from "@/core/signal-filter";
import { buildContact, buildSignal, testStart } from "@/core/testing/world";

const contact: ContactFacts = buildContact({
  attributes: {
    country: "Spain",
    seats: 12,
    renewal: "2026-01-10",
    signed_up: "2026-01-01T23:30:00Z",
    trial: true,
    empty: "",
    born: "1990-01-07",
  },
  tags: ["vip", "webinar"],
  segments: ["seg_1"],
  topics: { top_1: "out" },
  interest: { top_1: "cold" },
  consent: { top_1: "opt_in" },
  products: { prd_1: ["bought"] },
  purchases: [
    { id: "p1", productId: "prd_1", at: addMs(testStart, -10 * DAY_MS), amount: 40, currency: "EUR" },
    { id: "p2", productId: "prd_2", at: addMs(testStart, -2 * DAY_MS), amount: 60, currency: "EUR" },
  ],
});
const facts = {
  contact,
  signals: [
    buildSignal("s1", "click", addMs(testStart, -DAY_MS), { linkId: "prices" }),
    buildSignal("s2", "click", addMs(testStart, -DAY_MS), { verdict: "machine" }),
    buildSignal("s3", "reply", addMs(testStart, -DAY_MS), { verdict: "machine", replyClass: "out_of_office" }),
  ],
  entry: { by: "event" as const, signalId: null, correlationKey: null, data: { plan: { name: "Pro" } } },
};

const attribute = (key: string, type: "text" | "number" | "date" | "boolean"): Subject => ({
  on: "attribute",
  key,
  type,
});
const test = (subject: Subject, op: string, value: JsonValue = null): Condition =>
  conditionSchema.parse({ type: "test", subject, op, value });
const holds = (condition: Condition) => evaluateCondition(condition, facts, testStart, "Europe/Madrid");

const country = attribute("country", "text");
const seats = attribute("seats", "number");
const renewal = attribute("renewal", "date");
const purchases: Subject = { on: "purchases", productId: "" };
const clicks: Subject = { on: "signals", filter: anySignal("click") };

/** Each operator with an operand that holds and one that does not, for the contact above. */
const table: Record<string, [subject: Subject, yes: JsonValue, other: Subject, no: JsonValue]> = {
  is: [country, "spain ", country, "Chile"],
  "is-not": [country, "Chile", country, "SPAIN"],
  "one-of": [country, ["Chile", "Spain"], country, ["Chile"]],
  "none-of": [country, ["Chile"], country, ["spain"]],
  contains: [country, "pai", country, "x"],
  "contains-not": [country, "x", country, "pai"],
  "starts-with": [country, "sp", country, "pain"],
  "ends-with": [country, "ain", country, "spa"],
  equals: [seats, 12, seats, 13],
  differs: [seats, 13, seats, 12],
  "less-than": [seats, 13, seats, 12],
  "at-most": [seats, 12, seats, 11],
  "more-than": [seats, 11, seats, 12],
  "at-least": [seats, 12, seats, 13],
  between: [seats, { from: 12, to: 13 }, seats, { from: 13, to: 20 }],
  on: [renewal, "2026-01-10", renewal, "2026-01-09"],
  before: [renewal, "2026-01-11", renewal, "2026-01-10"],
  after: [renewal, "2026-01-09", renewal, "2026-01-10"],
  "last-days": [attribute("signed_up", "date"), 6, attribute("signed_up", "date"), 5],
  "next-days": [renewal, 3, renewal, 2],
  "days-ago": [attribute("signed_up", "date"), 5, attribute("signed_up", "date"), 6],
  "days-ahead": [renewal, 2, renewal, 3],
  anniversary: [attribute("born", "date"), null, renewal, null],
  yes: [attribute("trial", "boolean"), null, attribute("gone", "boolean"), null],
  no: [attribute("gone", "boolean"), null, attribute("trial", "boolean"), null],
  known: [country, null, attribute("empty", "text"), null],
  unknown: [attribute("empty", "text"), null, country, null],
  has: [{ on: "tags" }, ["vip", "x"], { on: "tags" }, ["x"]],
  "has-all": [{ on: "tags" }, ["vip", "webinar"], { on: "tags" }, ["vip", "x"]],
  "has-not": [{ on: "segments" }, ["seg_2"], { on: "segments" }, ["seg_1"]],
  chosen: [{ on: "interest", topicId: "top_1" }, ["cold"], { on: "interest", topicId: "top_2" }, ["cold"]],
  "chosen-not": [
    { on: "consent", topicId: "top_2" },
    ["opt_in"],
    { on: "consent", topicId: "top_1" },
    ["opt_in", "none"],
  ],
  happened: [purchases, { count: 2, days: null }, purchases, { count: 2, days: 5 }],
  "happened-not": [clicks, { count: 2, days: null }, clicks, { count: 1, days: 2 }],
  "sum-at-least": [
    { on: "spending", productId: "" },
    { sum: 100, days: null },
    { on: "spending", productId: "" },
    { sum: 61, days: 5 },
  ],
};

describe("operators", () => {
  it("the table of examples is whole", () => {
    expect(Object.keys(table).sort()).toEqual([...operatorIds].sort());
  });

  it.each(Object.entries(table))("%s holds and does not hold", (op, [subject, yes, other, no]) => {
    expect(checkCondition(test(subject, op, yes))).toEqual([]);
    expect(checkCondition(test(other, op, no))).toEqual([]);
    expect([holds(test(subject, op, yes)), holds(test(other, op, no))]).toEqual([true, false]);
  });

  it.each(Object.entries(table))("%s reads as words", (op, [subject, yes]) => {
    const words = describeCondition(test(subject, op, yes), () => "Prices");
    expect(words).not.toMatch(/undefined|null|\[object/);
    expect(words.length).toBeGreaterThan(3);
  });

  it("every value type has operators, and they say what they take", () => {
    for (const type of ["text", "number", "date", "boolean", "list", "choice", "happening", "spending"] as const)
      expect(operatorsFor(type).length).toBeGreaterThan(0);
    expect(operatorOf("toString")).toBeNull();
    expect(operatorOf("is")?.label).toBe("is");
  });
});

describe("subjects", () => {
  it.each<[Subject, string, JsonValue, boolean]>([
    [{ on: "entry", path: "plan.name", type: "text" }, "is", "pro", true],
    [{ on: "entry", path: "plan.size", type: "number" }, "equals", 1, false],
    [{ on: "topic", topicId: "top_1" }, "chosen", ["out"], true],
    [{ on: "topic", topicId: "top_2" }, "chosen", ["unchosen"], true],
    [{ on: "product", productId: "prd_1" }, "has", ["bought"], true],
    [{ on: "product", productId: "prd_2" }, "has", ["bought"], false],
    [{ on: "suppression" }, "chosen", ["all"], false],
    // what a program wrote counts only where its class is named
    [
      { on: "signals", filter: { ...anySignal("reply"), replyClasses: ["out_of_office"] } },
      "happened",
      { count: 1, days: 3 },
      true,
    ],
    [{ on: "signals", filter: anySignal("reply") }, "happened", { count: 1, days: 3 }, false],
    [{ on: "purchases", productId: "prd_2" }, "happened", { count: 1, days: 3 }, true],
    [
      { on: "signals", filter: { ...anySignal("click"), linkId: "prices" } },
      "happened",
      { count: 1, days: null },
      true,
    ],
  ])("%j %s %j", (subject, op, value, expected) => {
    expect(holds(test(subject, op, value))).toBe(expected);
  });

  it("each has a label and a group", () => {
    for (const kind of Object.values(subjectKinds))
      expect([kind.label, kind.group].every((words) => words.length > 2)).toBe(true);
  });
});

describe("conditions", () => {
  const yes = test(country, "is", "Spain");
  const no = test(country, "is", "Chile");

  it("groups", () => {
    expect([
      holds({ type: "all", of: [yes, no] }),
      holds({ type: "any", of: [yes, no] }),
      holds({ type: "none", of: [no] }),
      holds({ type: "none", of: [yes, no] }),
    ]).toEqual([false, true, true, false]);
    expect([holds(everybody), holds(nobody)]).toEqual([true, false]);
  });

  it("what is unfinished holds for nobody, says the fix and where, and never holds by being denied", () => {
    const half = test(attribute("", "text"), "is", "x");
    expect(
      checkCondition({ type: "all", of: [yes, half, test(country, "is", " "), test(country, "equals", 1)] }),
    ).toEqual([
      { path: "of.1.subject", message: "Choose a field" },
      { path: "of.2.value", message: "Say what to compare with" },
      { path: "of.3.op", message: "Choose how to compare" },
    ]);
    expect(holds(half)).toBe(false);
    expect(holds(test(attribute("", "text"), "is-not", "x"))).toBe(false);
  });

  it("today is the person's", () => {
    const late = toEpochMs("2026-01-09T23:30:00Z");
    const due = test(renewal, "next-days", 0);
    expect(evaluateCondition(due, facts, late, "Europe/Madrid")).toBe(true);
    expect(evaluateCondition(due, facts, late, "America/New_York")).toBe(false);
  });

  it("read as a sentence, and freeze what they read", () => {
    const condition: Condition = {
      type: "all",
      of: [yes, { type: "none", of: [test({ on: "tags" }, "has", ["cold"])] }],
    };
    expect(describeCondition(condition, () => null)).toBe("country is “Spain” and (not (tagged cold))");
    expect(factsRead(condition, facts, testStart, "UTC")).toEqual({ country: "Spain", tags: ["vip", "webinar"] });
  });
});
