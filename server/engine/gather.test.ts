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
  const flushing = async (count: number) => {
    while (sets.length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  const first = double(1);
  await flushing(1);
  const others = [2, 3, 4, 5].map(double);
  doors.shift()?.();
  expect(await first).toBe(2);
  await flushing(2);
  doors.shift()?.();
  await flushing(3);
  doors.shift()?.();
  expect(await Promise.all(others)).toEqual([4, 6, 8, 10]);
  expect(sets).toEqual([[1], [2, 3, 4], [5]]);
});

test("an item that cannot be done fails alone", async () => {
  const send = gather(async (items: number[]) => {
    if (items.includes(0)) throw new Error("zero");
    return items;
  });
  const results = await Promise.allSettled([send(1), send(0), send(2)]);
  expect(results.map((result) => (result.status === "fulfilled" ? result.value : String(result.reason)))).toEqual([
    1,
    "Error: zero",
    2,
  ]);
});

test("a flush that answers too little is an error, not silence", async () => {
  let flushes = 0;
  const odd = gather(async () => {
    flushes += 1;
    return [1];
  });
  const results = await Promise.allSettled([odd(1), odd(2)]);
  expect(results.map((result) => result.status)).toEqual(["rejected", "rejected"]);
  expect(flushes).toBe(1);
});
