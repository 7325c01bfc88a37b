import { expect, test } from "vitest";
import { z } from "zod";
import "@/core/zod-words";

const said = (schema: z.ZodType, input: unknown): string | undefined =>
  schema.safeParse(input).error?.issues[0]?.message;

test("what is wrong is said in plain words", () => {
  const cases: [z.ZodType, unknown, string][] = [
    [z.string(), undefined, "This is missing"],
    [z.string().trim().min(1), "  ", "This is missing"],
    [z.string().max(120), "x".repeat(121), "At most 120 characters"],
    [z.string().min(10), "x", "At least 10 characters"],
    [z.string().length(1), "xx", "At most 1 character"],
    [z.number(), Number.NaN, "Give a number"],
    [z.int(), 1.5, "Give a whole number"],
    [z.number().max(100), 1000, "At most 100"],
    [z.int().max(10_000), 10_001, "At most 10,000"],
    [z.number().positive(), 0, "More than 0"],
    [z.array(z.string()).min(1), [], "At least 1 entry"],
    [z.array(z.string()).max(2), ["a", "b", "c"], "At most 2 entries"],
    [z.enum(["call", "letter"]), "pigeon", "One of call, letter"],
    [z.literal("yes"), "no", "Only yes"],
    [z.email(), "x", "This is not an e-mail address"],
    [z.string().regex(/^a$/), "b", "This does not have the right form"],
    [z.coerce.date(), "soon", "Give a date"],
    [z.iso.datetime({ offset: true }), "tomorrow", "Give a date and time with offset, 2026-05-01T10:00:00Z"],
    [z.strictObject({}), { foo: 1 }, "There is no such field"],
    [z.object({}), "x", "Give an object"],
  ];
  for (const [schema, input, words] of cases) expect([input, said(schema, input)]).toEqual([input, words]);
});

test("what a schema says itself stands", () => {
  expect(said(z.string().min(1, "Give the rule a name"), "")).toBe("Give the rule a name");
  expect(said(z.number({ error: "Give a number above 0" }), "x")).toBe("Give a number above 0");
});
