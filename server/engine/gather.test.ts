import { expect, test } from "vitest";
import { gather } from "./gather";

test("a lone item is flushed at once, what comes meanwhile goes together, in order and in sets of the largest size", async () => {
  const sets: number[][] = [];
  const doors: (() => void)[] = [];
  const double = gather(
    async (items: number[]) => {
      sets.push(items);
      await new Promise<void>((open) => doors.push(open));
      return items.map((item) => item * 2);
    },
    { max: 3 },
  );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const first = double(1);
  await turn();
  const others = [2, 3, 4, 5].map(double);
  expect(sets).toEqual([[1]]);
  doors.shift()?.();
  expect(await first).toBe(2);
  await turn();
  doors.shift()?.();
  await turn();
  await turn();
  doors.shift()?.();
  expect(await Promise.all(others)).toEqual([4, 6, 8, 10]);
  expect(sets).toEqual([[1], [2, 3, 4], [5]]);
});

test("an error reaches everybody of the set and nobody else", async () => {
  const send = gather(async (items: number[]) => {
    if (items.includes(0)) throw new Error("zero");
    return items;
  });
  const failed = await Promise.allSettled([send(0), send(1)]);
  expect(failed.map((result) => result.status)).toEqual(["rejected", "rejected"]);
  expect(await send(2)).toBe(2);
});

test("a flush that answers too little is an error, not silence", async () => {
  const odd = gather(async () => []);
  await expect(odd(1)).rejects.toThrow("gathered 1 items, got 0 results");
});
