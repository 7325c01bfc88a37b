import { expect, test } from "vitest";
import { inSets } from "./in-sets";

const ids = Array.from({ length: 2_345 }, (_, n) => `con_${n}`);

test("everybody is in one set, none is larger than a call takes, and one waits for the other", async () => {
  const sets: string[][] = [];
  let under = 0;
  await inSets(ids, async (set) => {
    under += 1;
    expect(under).toBe(1);
    sets.push(set);
    await Promise.resolve();
    under -= 1;
  });
  expect(sets.map(({ length }) => length)).toEqual([1_000, 1_000, 345]);
  expect(sets.flat()).toEqual(ids);
});

test("after one that failed nothing more is done", async () => {
  const sets: number[] = [];
  const act = async (set: string[]) => {
    sets.push(set.length);
    if (sets.length === 2) throw new Error("no");
  };
  await expect(inSets(ids, act)).rejects.toThrow("no");
  expect(sets).toEqual([1_000, 1_000]);
});
