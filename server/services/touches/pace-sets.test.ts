import { expect, test } from "vitest";
import { paceSets } from "./pace-sets";

/** Lets sets of `fixed + each × people` ms run until their size has settled, and gives the sizes from then on. */
function settle(pace: ReturnType<typeof paceSets>, fixed: number, each: number): number[] {
  const next = () => pace.note({ people: pace.size(), messages: pace.size(), ms: fixed + each * pace.size() });
  for (let n = 0; n < 100; n += 1) next();
  const sizes = new Set<number>();
  for (let n = 0; n < 20; n += 1) {
    sizes.add(pace.size());
    next();
  }
  return [...sizes];
}

test("sets grow while they are quick, and stay within their time", () => {
  const pace = paceSets({ aimMs: 20, least: 1, leastMessages: 1, most: 50 });
  expect(settle(pace, 8, 2)).toEqual([4]);
  expect(settle(pace, 0.1, 0.1)).toEqual([50]);
  expect(Math.max(...settle(pace, 12, 3))).toBeLessThanOrEqual(2);
});

test("on a machine that has become slow sets are small at once, and never so small that they are nothing but overhead", () => {
  const pace = paceSets({ aimMs: 20, least: 3, leastMessages: 3, most: 50 });
  settle(pace, 0, 1);
  const before = pace.size();
  pace.note({ people: before, messages: before, ms: 400 });
  expect(pace.size()).toBe(Math.floor(before / 2));
  pace.note({ people: pace.size(), messages: pace.size(), ms: 25 });
  expect(pace.size()).toBe(Math.floor(before / 2) - 1);
  expect(settle(pace, 500, 50)).toEqual([3]);
});

test("a small set at the end says nothing when it was quick", () => {
  const pace = paceSets({ aimMs: 20, least: 10, leastMessages: 10, most: 50 });
  pace.note({ people: 1, messages: 1, ms: 1 });
  pace.note({ people: 0, messages: 0, ms: 0 });
  expect(pace.size()).toBe(10);
});

test("on a slow machine sets of people for whom one message waits are larger than those of people for whom seven do", () => {
  const pace = paceSets({ aimMs: 50, least: 8, leastMessages: 24, most: 50 });
  const smallest = (each: number) => {
    for (let n = 0; n < 20; n += 1) pace.note({ people: pace.size(), messages: each * pace.size(), ms: 900 });
    return pace.size();
  };
  expect([smallest(1), smallest(7), smallest(2)]).toEqual([24, 8, 12]);
});
