import { expect, test } from "vitest";
import { retryDelayMs } from "./backoff";

test("waits longer after each failure, from 15 s to 2 h, with at most a tenth added", () => {
  const least = Array.from({ length: 12 }, (_, index) => retryDelayMs(index + 1, () => 0));
  expect(least[0]).toBe(15_000);
  expect(least).toEqual(least.toSorted((a, b) => a - b));
  expect(least.at(-1)).toBe(7_200_000);
  expect(retryDelayMs(1, () => 0.999)).toBeGreaterThan(15_000);
  expect(retryDelayMs(1, () => 0.999)).toBeLessThan(16_501);
});
