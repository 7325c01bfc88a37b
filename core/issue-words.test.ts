import { expect, test } from "vitest";
import { z } from "zod";
import { sayIssue } from "@/core/issue-words";

const said = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input, { error: sayIssue }).error?.issues[0]?.message;

test.each([
  [z.int(), Number.NaN, "Give a number"],
  [z.number(), "many", "Give a number"],
  [z.int(), 1.5, "Give a whole number"],
  [z.coerce.date(), "soon", "Give a date"],
  [z.string(), undefined, "This is missing"],
  [z.string().min(1), "", "This is missing"],
  [z.string().min(8), "short", "At least 8 characters"],
  [z.string().max(5), "abcdefg", "At most 5 characters"],
  [z.int().min(1), 0, "At least 1"],
  [z.number().positive(), 0, "More than 0"],
  [z.int().max(10_000), 10_001, "At most 10,000"],
  [z.array(z.string()).min(1), [], "At least 1"],
  [z.email(), "x", "This is not an e-mail address"],
  [z.url(), "x", "This is not a web address"],
  [z.string().regex(/^a$/), "b", "This does not have the right form"],
  [z.enum(["read", "support"]), "all", "Choose one of read, support"],
])("%# is said in plain words", (schema, input, words) => {
  expect(said(schema, input)).toBe(words);
});

test("a schema's own words win", () => {
  expect(said(z.string().max(5, "Too long for a name"), "abcdefg")).toBe("Too long for a name");
});
