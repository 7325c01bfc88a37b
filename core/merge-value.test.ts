import fc from "fast-check";
import { expect, test } from "vitest";
import { checkMerge } from "@/core/merge-check";
import { knownMergeVariables } from "@/core/merge-fields";
import {
  readMergeValue,
  readTypedValue,
  sayMergePath,
  toSearchedValue,
  usualFallback,
  writeMergeValue,
} from "@/core/merge-value";

test("a plain value and one with a fallback are read; more than that is left as it is", () => {
  expect(readMergeValue("{{ first_name }}")).toEqual({ path: "first_name", fallback: null });
  expect(readMergeValue(`{{company.name|default:'you'}}`)).toEqual({ path: "company.name", fallback: "you" });
  expect(readMergeValue("{{ first_name | upcase }}")).toBeNull();
  expect(readMergeValue("{% if first_name %}")).toBeNull();
  expect(sayMergePath("company.first_seen")).toBe("company · first seen");
});

test("a value typed as Liquid is looked for by its words, and is one as soon as its braces close", () => {
  expect(["{ first_na", "first na", " {company.name"].map(toSearchedValue)).toEqual([
    "first na",
    "first na",
    "company · name",
  ]);
  expect(readTypedValue("{ first_name }}")).toBe("{{ first_name }}");
  expect(readTypedValue('{first_name | default: "you"}}')).toBe('{{ first_name | default: "you" }}');
  for (const open of ["", "{ }}", "}}", "{ first_name }", "first name", "% if first_name %}"])
    expect(readTypedValue(open)).toBeNull();
});

test("what is written is read again, and merges, whatever somebody types as fallback", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (typed) => {
      const raw = writeMergeValue({ path: "first_name", fallback: typed });
      expect(readMergeValue(raw)?.path).toBe("first_name");
      expect(checkMerge(raw, [{ path: "first_name", mayBeEmpty: true }]).some(({ kind }) => kind === "syntax")).toBe(
        false,
      );
    }),
  );
});

test("where nothing reads well instead, whoever writes is asked what to write", () => {
  const problems = (path: string) =>
    checkMerge(writeMergeValue({ path, fallback: usualFallback(path) }), knownMergeVariables(["plan"])).map(
      ({ kind }) => kind,
    );
  for (const path of ["first_name", "full_name", "company.name"]) expect(problems(path)).toEqual([]);
  for (const path of ["phone", "owner.name", "attributes.plan"]) expect(problems(path)).toEqual(["no_fallback"]);
});
