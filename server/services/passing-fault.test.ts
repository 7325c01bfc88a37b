import postgres from "postgres";
import { expect, test } from "vitest";
import { isPassingFault } from "@/server/services/passing-fault";

const refusal = (code: string) =>
  new Error("Failed query", { cause: Object.assign(new postgres.PostgresError("no"), { code }) });

test.each(["22003", "23505", "54000"])("%s is about the values: the same fails again", (code) => {
  expect(isPassingFault(refusal(code))).toBe(false);
});

test.each(["40P01", "53300", "57P01", "42703"])("%s passes", (code) => {
  expect(isPassingFault(refusal(code))).toBe(true);
});
