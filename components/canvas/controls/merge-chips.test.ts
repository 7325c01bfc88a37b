import { describe, expect, it } from "vitest";
import { sayMergePath, writeMergeValue } from "@/core/merge-value";
import { chipsOf, withFallback } from "./merge-chips";

const text = 'Hi {{ first_name | default: "there" }}, {{ company.name }} and {% if x %}{{ a | upcase }}{% endif %}';

describe("values of the person in a text", () => {
  it("are found with their fallback, in reading order; what is more than that stays text", () => {
    expect(chipsOf(text).map(({ path, fallback }) => [path, fallback])).toEqual([
      ["first_name", "there"],
      ["company.name", null],
    ]);
  });

  it("get another fallback, or none, and nothing else of the text changes", () => {
    const [first, second] = chipsOf(text);
    if (!first || !second) throw new Error("no chips");
    expect(withFallback(text, first, "friend")).toBe(text.replace("there", "friend"));
    expect(withFallback(text, second, "your team")).toContain('{{ company.name | default: "your team" }}');
    expect(withFallback(text, first, "")).toContain("Hi {{ first_name }},");
    expect(withFallback("broken {{ first_name", first, "x")).toBe("broken {{ first_name");
  });

  it("a quote cannot end the fallback", () => {
    expect(chipsOf(writeMergeValue({ path: "first_name", fallback: 'a "b"' }))).toEqual([
      { index: 0, path: "first_name", fallback: "a ”b”" },
    ]);
  });

  it("are called by plain words", () => {
    expect([sayMergePath("first_name"), sayMergePath("company.name"), sayMergePath("attributes.plan_name")]).toEqual([
      "first name",
      "company · name",
      "plan name",
    ]);
  });
});
